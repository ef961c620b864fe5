"""One button on any no: say what is wrong, correct facts, read the answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.contests.open_contest import open_contest
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.own.no import own_no
from passerelle.queries.selection.contests import own_contests
from passerelle.web.candidate.contest_form import ContestForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of


@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: ActorRequest, number: str) -> HttpResponse:
    """The contest of a no (application, interview, run, referral): the form, then where it stands."""
    no = own_no(request.actor, number)
    if no.number != number:
        return redirect("own-contest", no.number)
    form = ContestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_contest(
                request.actor,
                number,
                statement=form.cleaned_data["statement"],
                answers=form.answers(),
                on=today(),
                key=key_of(request),
            )
        except Refused as refused:
            form.mark(refused.problems)
        else:
            messages.success(request, _("Your contest has arrived. You get a message with the answer."))
            return redirect("own-contest", number)
    _note_reading(request)
    context = {
        "kind": no.kind,
        "no": no,
        "late": no.until is not None and today() > no.until,
        "number": number,
        "form": form,
        "mine": own_contests(request.actor).get(number),
    }
    return render(request, "candidate/contest.html", context, status=422 if form.errors else 200)


def _note_reading(request: ActorRequest) -> None:
    numbers = [grant.person for grant in request.actor.granting(Permission.OWN_READ) if grant.person]
    record_read(request.actor, "own", numbers, scheme_code="", purpose=Purpose.ACCOUNT)
