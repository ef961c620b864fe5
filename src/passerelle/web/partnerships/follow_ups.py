"""Follow-ups as a list, and one of them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from passerelle.domain.access.permissions import Permission
from passerelle.queries.programme.follow_ups import STATES, follow_up, follow_up_rows, partnership_codes
from passerelle.web.partnerships.portfolio_forms import NarrowForm, choices
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.lists import NOBODY, ListColumn, as_file, cells
from passerelle.web.shared.wording import word_for

PAGE = 50

COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("What is to be done"),
        lambda row, words: row.text,
        link=lambda row: reverse("follow-up", args=[row.number]),
    ),
    ListColumn(gettext_lazy("Partnership"), lambda row, words: row.partnership.name),
    ListColumn(gettext_lazy("Roundtable"), lambda row, words: row.decision.roundtable.on),
    ListColumn(gettext_lazy("Decision"), lambda row, words: row.decision.text),
    ListColumn(gettext_lazy("Owner"), lambda row, words: row.owner),
    ListColumn(gettext_lazy("Due"), lambda row, words: row.due),
    ListColumn(gettext_lazy("State"), lambda row, words: word_for(_state(row), "follow_up_state")),
)


def _state(row: object) -> str:
    state: str = row.state  # type: ignore[attr-defined]
    return "overdue" if state == "open" and row.due < today() else state  # type: ignore[attr-defined]


@require_safe
def show_follow_ups(request: ActorRequest) -> HttpResponse:
    """Narrowed by partnership and state; the overdue ones first by their day."""
    every = gettext_lazy("all")
    codes = [(code, code.title()) for code in partnership_codes(request.actor)]
    form = NarrowForm(
        request.GET,
        narrow={
            "partnership": (_("Partnership"), [("", every), *codes]),
            "state": (_("State"), choices(STATES, "follow_up_state", empty=every)),
        },
    )
    rows = follow_up_rows(request.actor, on=today(), **form.wanted())
    kind = request.GET.get("format")
    if kind:
        return as_file(kind, "follow-ups", COLUMNS, rows, {}, whose=NOBODY)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "columns": COLUMNS,
        "rows": cells(COLUMNS, page, {}),
        "trail": [(reverse("partnerships"), _("Partnerships"))],
        "can_export": request.actor.may(Permission.PARTNERSHIP_READ),
    }
    return render(request, "partnerships/follow_ups.html", context)


@require_safe
def show_follow_up(request: ActorRequest, number: str) -> HttpResponse:
    """One follow-up with every step of its history."""
    row = follow_up(request.actor, number)
    context = {
        "row": row,
        "state": _state(row),
        "changes": list(row.changes.all()),
        "can_write": request.actor.may(Permission.PARTNERSHIP_WRITE),
        "trail": [
            (reverse("partnerships"), _("Partnerships")),
            (reverse("partnership", args=[row.partnership.code]), row.partnership.name),
        ],
    }
    return render(request, "partnerships/follow_up.html", context)
