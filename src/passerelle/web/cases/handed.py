"""Hand-overs and absences: who carries whose cases until when, and taking them back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from passerelle.actions.cases.absences import take_back
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.cases.handovers import SOON, handover_page, handovers
from passerelle.records.journeys.models import Handover
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_all
from passerelle.web.shared.wording import word_for

PAGE = 50


@require_safe
def handed(request: ActorRequest) -> HttpResponse:
    """Every hand-over within reach, the newest first."""
    page = Paginator(handovers(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [(one, word_for(state(one), "handover_state")) for one in page]}
    return render(request, "cases/handovers.html", context)


@require_safe
def handover(request: ActorRequest, number: str) -> HttpResponse:
    """Its cases with their notes, what is due in the next 14 days first."""
    found = handover_page(request.actor, number, on=today())
    page = Paginator(found.cases, PAGE).get_page(request.GET.get("page"))
    people = [one.journey.candidate.person.number for one in page]
    record_read(request.actor, "handover", people, scheme_code="", purpose=Purpose.JOURNEY)
    limit = today() + SOON
    context = {
        "found": found,
        "state": word_for(state(found.row), "handover_state"),
        "page": page,
        "rows": [(one, one.journey.due_on is not None and one.journey.due_on <= limit) for one in page],
    }
    return render(request, "cases/handover.html", context)


@require_POST
def end_handover(request: ActorRequest, number: str) -> HttpResponse:
    """Take the cases back before the last day, or call the absence off."""
    try:
        back = take_back(request.actor, number, key=key_of(request))
        word = ngettext("%(n)s case came back.", "%(n)s cases came back.", back) % {"n": back}
        messages.success(request, f"{_('The absence is over.')} {word}")
    except Refused as refusal:
        for line in say_all(refusal.problems):
            messages.error(request, line)
    return redirect("handover", number)


def state(row: Handover) -> str:
    """Planned, under way, over; or for good."""
    if row.until is None:
        return "for_good" if row.begun_at else "planned"
    if row.ended_at:
        return "over"
    return "under_way" if row.begun_at else "planned"
