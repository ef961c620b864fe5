"""Training seats against committed posts, for whoever looks after the money or the trail."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from passerelle.domain.access.permissions import Permission
from passerelle.queries.demand.seats_opened import SeatsOpened, seats_opened
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.labels import day
from passerelle.web.shared.lists import NOBODY, ListColumn, as_file, cells

PAGE = 50


def _columns(*, may_open: bool) -> tuple[ListColumn, ...]:
    def address(row: SeatsOpened) -> str:
        return reverse("group", args=[row.number])

    return (
        ListColumn(gettext_lazy("Group"), lambda row, words: row.group, link=address if may_open else None),
        ListColumn(gettext_lazy("Course"), lambda row, words: row.course),
        ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.upper()),
        ListColumn(gettext_lazy("Opened on"), lambda row, words: day(row.opened_on) if row.opened_on else None),
        ListColumn(gettext_lazy("Seats"), lambda row, words: row.against.seats, number=True),
        ListColumn(gettext_lazy("Committed by contract"), lambda row, words: row.against.firm, number=True),
        ListColumn(gettext_lazy("Not covered"), lambda row, words: row.against.uncovered, number=True),
        ListColumn(gettext_lazy("Reason given"), lambda row, words: row.because or "–"),
    )


@require_safe
def seats(request: ActorRequest) -> HttpResponse:
    """Every group that was opened, with the reason where seats exceed posts."""
    rows = seats_opened(request.actor)
    shown = _columns(may_open=request.actor.may(Permission.TRAINING_READ))
    kind = request.GET.get("format")
    if kind:
        request.actor.must(Permission.LIST_EXPORT)
        return as_file(kind, "seats", shown, rows, {}, whose=NOBODY)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "columns": shown,
        "rows": cells(shown, page, {}),
        "can_export": request.actor.may(Permission.LIST_EXPORT),
    }
    return render(request, "demand/seats.html", context)
