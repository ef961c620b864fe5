"""The documents behind an employer's checks: one list for the file, one page for each check."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.actions.dossiers.open_checks import PAPERS, open_check_papers
from passerelle.queries.demand.check_papers import check_papers
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.wording import word_for


@require_safe
def papers(request: ActorRequest, number: str, check: str = "") -> HttpResponse:
    """Handed in by the employer or the team, reviewed by somebody else of the team."""
    if check and check not in {one.code for one in PAPERS}:
        raise Http404(check)
    shown = check_papers(request.actor, number, check=check, on=today())
    title = word_for(check, "document") if check else _("Documents of the checks")
    trail = [
        (reverse("employers"), _("Employers")),
        (reverse("employer-file", args=[number]), shown.file.organisation.name),
    ]
    return render(request, "demand/check_papers.html", {"shown": shown, "title": title, "trail": trail})


@require_POST
def open_(request: ActorRequest, number: str) -> HttpResponse:
    """Begin the list; one that is there already is shown."""
    open_check_papers(request.actor, number, key=key_of(request))
    messages.success(request, _("The list of documents is open."))
    return redirect("employer-papers", number)
