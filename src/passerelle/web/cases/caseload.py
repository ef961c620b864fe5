"""The morning's list: every case with its next step, its term and its owner, the longest overdue first."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.cases.caseload import CaseRow, as_row, case_counts, caseload_rows, tables_of
from passerelle.queries.selection.contests import overdue_contests
from passerelle.records.journeys.models import Journey
from passerelle.web.cases.filtering import filter_form
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.lists import ListColumn, Whose, as_file, cells
from passerelle.web.shared.wording import word_for

if TYPE_CHECKING:
    _Pages = Paginator[Journey]
else:
    _Pages = Paginator
PAGE = 50


def full_name(row: CaseRow) -> str:
    """FAMILY Given, with the original script beside."""
    latin = f"{row.family_name.upper()} {row.given_name}".strip()
    return f"{latin} · {row.name_original}" if row.name_original else latin or row.candidate


def _late(row: CaseRow) -> str:
    if not row.late:
        return "–"
    return ngettext("%(n)s day late", "%(n)s days late", row.late) % {"n": row.late}


def _next(row: CaseRow) -> str:
    if not row.event:
        return _("closed")
    actors = ", ".join(word_for(who, "role") for who in row.who)
    return f"{word_for(row.event, 'event')} ({actors})"


COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Name"),
        lambda row, words: full_name(row),
        link=lambda row: reverse("case", args=[row.number]),
    ),
    ListColumn(gettext_lazy("Next step"), lambda row, words: _next(row)),
    ListColumn(gettext_lazy("Due"), lambda row, words: row.due_on or _("no term")),
    ListColumn(gettext_lazy("Late"), lambda row, words: _late(row)),
    ListColumn(gettext_lazy("Owner"), lambda row, words: row.owner or _("nobody")),
    ListColumn(gettext_lazy("Stage"), lambda row, words: word_for(row.stage, "stage")),
    ListColumn(gettext_lazy("Case"), lambda row, words: row.number, code=True),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.upper()),
    ListColumn(gettext_lazy("Track"), lambda row, words: word_for(row.track, "track")),
)


class Counted(_Pages):
    """Pages of rows that were counted already."""

    def __init__(self, rows: QuerySet[Journey], size: int, count: int) -> None:
        super().__init__(rows, size)
        self.counted = count

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.counted


@require_safe
def caseload(request: ActorRequest) -> HttpResponse:
    """The list; one page of names is one read event, and so is a file of them."""
    actor, on = request.actor, today()
    form = filter_form(request)
    wanted = form.wanted()
    rows = caseload_rows(actor, wanted, on=on)
    kind = request.GET.get("format")
    counts = case_counts(actor, wanted, on=on)
    page = Counted(rows, PAGE, counts.listed).get_page(request.GET.get("page"))
    journeys = list(rows if kind else page)
    tables = tables_of(journeys)
    lines = [as_row(one, tables, on=on) for one in journeys]
    people = [line.person for line in lines]
    if kind:
        whose = Whose(actor, "caseload", people, wanted.scheme)
        return as_file(kind, "cases", COLUMNS, lines, {}, whose=whose)
    record_read(actor, "caseload", people, scheme_code=wanted.scheme, purpose=Purpose.JOURNEY)
    context = {
        "contests": overdue_contests(actor, on=on),
        "form": form,
        "page": page,
        "columns": COLUMNS,
        "rows": list(zip(lines, cells(COLUMNS, lines, {}), strict=True)),
        "counts": counts,
        "scheme": wanted.scheme,
        "can_export": actor.may(Permission.LIST_EXPORT),
        "can_move": actor.may(Permission.JOURNEY_MOVE),
        "can_hand_over": actor.may(Permission.CASE_HAND_OVER),
    }
    return render(request, "cases/caseload.html", context)
