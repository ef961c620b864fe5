"""One finding: the owner's reply and correction, the officer's second look."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.visits.findings import look_again, may_answer, reply, say_corrected
from passerelle.domain.access.permissions import Permission
from passerelle.queries.protection.visits import finding_page
from passerelle.records.visits.models import Finding
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.keys import version_of
from passerelle.web.visits.forms import LookForm, ProofForm, SayForm, upload_of


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: ActorRequest, number: str) -> HttpResponse:
    """One finding with what may be done now by whoever reads it."""
    row, papers = finding_page(request.actor, number, today=today())
    offered = answer(request, dict(_deeds(request, row.finding)))
    if offered.is_done:
        return HttpResponseRedirect(reverse("finding", args=[number]))
    context = {
        "row": row,
        "one": row.finding,
        "papers": papers,
        "offered": offered,
        "trail": [(reverse("visits"), _("Visits"))],
    }
    return render(request, "visits/finding.html", context, status=offered.status)


def _deeds(request: ActorRequest, row: Finding) -> list[tuple[str, Deed]]:
    if row.closed_on is not None:
        return []
    actor, number, version = request.actor, row.number, version_of(request) or 0
    found = []
    if may_answer(actor, row):
        found += [
            (
                "correct",
                Deed(
                    _("Say that it is put right"),
                    ProofForm,
                    lambda facts: say_corrected(
                        actor, number, facts["text"], version=version, upload=upload_of(facts)
                    ),
                    _("Noted. An officer looks at it again."),
                ),
            ),
            (
                "reply",
                Deed(
                    _("Reply to the finding"),
                    SayForm,
                    lambda facts: reply(actor, number, facts["text"], version=version),
                    _("Your reply is kept."),
                ),
            ),
        ]
    if actor.may(Permission.VISIT_WRITE, scheme=row.visit.scheme_id):
        found.append(
            (
                "look",
                Deed(
                    _("Write down the second look"),
                    LookForm,
                    lambda facts: look_again(actor, number, facts["outcome"], facts["text"], version=version),
                    _("It is noted."),
                ),
            )
        )
    return found
