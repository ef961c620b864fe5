"""The promise ledger: the list, one promise, who keeps their word, a scheme's promises."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.promises.standing import KINDS, STATES
from passerelle.queries.programme import promise_ledger as ledger
from passerelle.queries.programme.promise_use import promise_use
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.partnerships.portfolio_forms import NarrowForm, choices, day_field
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.labels import percent
from passerelle.web.shared.lists import NOBODY, ListColumn, Whose, as_file, cells
from passerelle.web.shared.wording import word_for

PAGE = 50

COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Number"),
        lambda row, words: row.number,
        code=True,
        link=lambda row: reverse("promise", args=[row.number]),
    ),
    ListColumn(gettext_lazy("Kind of promise"), lambda row, words: word_for(row.kind, "promise_kind")),
    ListColumn(gettext_lazy("Maker"), lambda row, words: ledger.maker_of(row)),
    ListColumn(gettext_lazy("Made to"), lambda row, words: row.beneficiary or None),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.code.upper()),
    ListColumn(gettext_lazy("Vacancy"), lambda row, words: row.vacancy.number if row.vacancy else "–"),
    ListColumn(gettext_lazy("Made on"), lambda row, words: row.made_on),
    ListColumn(gettext_lazy("Value"), lambda row, words: row.value, number=True),
    ListColumn(gettext_lazy("Unit"), lambda row, words: row.unit or None),
    ListColumn(gettext_lazy("Due"), lambda row, words: row.due),
    ListColumn(
        gettext_lazy("State"), lambda row, words: word_for(ledger.state_of(row, on=today()), "promise_state")
    ),
    ListColumn(gettext_lazy("Since"), lambda row, words: row.state_on),
)
WORD_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Maker"),
        lambda row, words: row.maker or _("people, all together"),
        link=lambda row: f"{reverse('promises')}?maker={row.maker or ledger.PERSON}",
    ),
    ListColumn(gettext_lazy("Promises"), lambda row, words: row.word.total, number=True),
    *(
        ListColumn(heading, lambda row, words, state=state: dict(row.word.counts)[state], number=True)  # type: ignore[misc]
        for state, heading in (
            ("open", gettext_lazy("Open")),
            ("kept", gettext_lazy("Kept")),
            ("broken", gettext_lazy("Broken")),
            ("withdrawn", gettext_lazy("Withdrawn")),
            ("released", gettext_lazy("Released")),
        )
    ),
    ListColumn(
        gettext_lazy("Kept, of those decided"),
        lambda row, words: None if row.word.share is None else percent(row.word.share),
        number=True,
    ),
)
SUM_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(gettext_lazy("Kind of promise"), lambda row, words: word_for(row.kind, "promise_kind")),
    ListColumn(gettext_lazy("Unit"), lambda row, words: row.unit or None),
    ListColumn(gettext_lazy("Promises"), lambda row, words: row.count, number=True),
    ListColumn(gettext_lazy("Promised"), lambda row, words: row.promised, number=True),
    ListColumn(gettext_lazy("Kept"), lambda row, words: row.kept, number=True),
    ListColumn(gettext_lazy("Open"), lambda row, words: row.open, number=True),
    ListColumn(gettext_lazy("Broken, withdrawn or released"), lambda row, words: row.lost, number=True),
    ListColumn(gettext_lazy("Without a value"), lambda row, words: row.silent, number=True),
)


class LedgerForm(NarrowForm):
    """Narrows the ledger; besides the choices, a maker's name and a last day."""

    maker = forms.CharField(label=gettext_lazy("Maker"), required=False, max_length=100)
    due_before = day_field(gettext_lazy("Due until"), required=False)


def _form(request: ActorRequest) -> LedgerForm:
    every = gettext_lazy("all")
    codes = [(code, code.upper()) for code in scheme_codes(request.actor, Permission.PROMISE_READ)]
    return LedgerForm(
        request.GET,
        narrow={
            "scheme": (_("Scheme"), [("", every), *codes]),
            "kind": (_("Kind of promise"), choices(KINDS, "promise_kind", empty=every)),
            "state": (_("State"), choices(("overdue", *STATES), "promise_state", empty=every)),
        },
    )


@require_safe
def show_promises(request: ActorRequest) -> HttpResponse:
    """The ledger, narrowed; the earliest due first."""
    form = _form(request)
    wanted = {name: value for name, value in form.wanted().items() if value}
    rows = ledger.promise_rows(request.actor, ledger.PromiseFilter(**wanted), on=today())  # type: ignore[arg-type]
    kind = request.GET.get("format")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = list(rows) if kind else list(page)
    people = [row.person.number for row in lines if row.person]
    scheme = str(wanted.get("scheme", ""))
    if kind:
        whose = Whose(request.actor, "promises", people, scheme) if people else NOBODY
        return as_file(kind, "promises", COLUMNS, lines, {}, whose=whose)
    if people:
        record_read(request.actor, "promises", people, scheme_code=scheme, purpose=Purpose.JOURNEY)
    context = {
        "form": form,
        "page": page,
        "columns": COLUMNS,
        "rows": cells(COLUMNS, lines, {}),
        "can_write": request.actor.may(Permission.PROMISE_WRITE),
        "can_export": True,
    }
    return render(request, "partnerships/promises.html", context)


@require_safe
def show_promise(request: ActorRequest, number: str) -> HttpResponse:
    """One promise with its entries and remedies."""
    page = ledger.promise_page(request.actor, number, on=today())
    row = page.promise
    touched = [one.person.number for one in (row.person, row.candidate) if one is not None]
    if touched:
        record_read(request.actor, "promise", touched, scheme_code=row.scheme.code, purpose=Purpose.JOURNEY)
    use = promise_use(request.actor, row, on=today())
    context = {
        "page": page,
        "row": row,
        "use": use,
        "proposed": use.proposal(row.state, row.due) if use else "",
        "trail": [(reverse("promises"), _("Promises"))],
    }
    return render(request, "partnerships/promise.html", context)


@require_safe
def show_makers(request: ActorRequest) -> HttpResponse:
    """Who keeps their word: totals by maker."""
    rows = ledger.who_keeps_their_word(request.actor)
    kind = request.GET.get("format")
    if kind:
        return as_file(kind, "who-keeps-their-word", WORD_COLUMNS, rows, {}, whose=NOBODY)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "columns": WORD_COLUMNS,
        "rows": cells(WORD_COLUMNS, page, {}),
        "trail": [(reverse("promises"), _("Promises"))],
        "can_export": True,
    }
    return render(request, "partnerships/makers.html", context)


@require_safe
def show_scheme_promises(request: ActorRequest, code: str) -> HttpResponse:
    """A scheme's promises in sum, beside the offers made."""
    found = ledger.scheme_promises(request.actor, code)
    kind = request.GET.get("format")
    if kind:
        return as_file(kind, f"promises-{code}", SUM_COLUMNS, found.sums, {}, whose=NOBODY)
    context = {
        "found": found,
        "columns": SUM_COLUMNS,
        "rows": cells(SUM_COLUMNS, found.sums, {}),
        "trail": [(reverse("promises"), _("Promises"))],
        "can_export": True,
    }
    return render(request, "partnerships/scheme_promises.html", context)
