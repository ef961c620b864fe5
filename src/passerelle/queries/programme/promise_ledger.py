"""The ledger of promises: the list, one promise, who keeps their word, a scheme's promises in sum."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.promises.standing import Word, is_overdue, word_of
from passerelle.records.partnerships.models import Scheme
from passerelle.records.promises.models import Promise, PromiseEntry, Remedy
from passerelle.records.selection.models import Offer

PERSON = "person"  # people are counted together: nobody's word is ranked by name


@dataclass(frozen=True, slots=True)
class PromiseFilter:
    """What the ledger is narrowed to; ``state`` may be ``overdue`` (open and past its day)."""

    scheme: str = ""
    maker: str = ""
    kind: str = ""
    state: str = ""
    due_before: date | None = None
    number: str = ""


def promise_rows(actor: Actor, wanted: PromiseFilter, *, on: date) -> QuerySet[Any]:
    """The rows, the earliest due first; one query for a page or a file."""
    actor.must(Permission.PROMISE_READ)
    rows = Promise.objects.visible_to(actor).select_related("scheme", "organisation", "person", "vacancy")
    narrowed = Q()
    for name, value in (("scheme__code", wanted.scheme), ("kind", wanted.kind), ("number", wanted.number)):
        if value:
            narrowed &= Q(**{name: value})
    if wanted.maker == PERSON:
        narrowed &= Q(person__isnull=False)
    elif wanted.maker:
        narrowed &= Q(organisation__name__icontains=wanted.maker) | Q(maker__icontains=wanted.maker)
    if wanted.state == "overdue":
        narrowed &= Q(state="open", due__lt=on)
    elif wanted.state:
        narrowed &= Q(state=wanted.state)
    if wanted.due_before:
        narrowed &= Q(due__lte=wanted.due_before)
    return rows.filter(narrowed).order_by("due", "number")


def maker_of(promise: Promise) -> str:
    """Who promised: an organisation's name, a person's pseudonymous number, or words."""
    if promise.organisation is not None:
        return promise.organisation.name
    return promise.person.number if promise.person is not None else promise.maker


def state_of(promise: Promise, *, on: date) -> str:
    """The state, or ``overdue``."""
    return "overdue" if is_overdue(promise.state, promise.due, on=on) else promise.state


@dataclass(frozen=True, slots=True)
class PromisePage:
    """One promise with every entry and remedy."""

    promise: Promise
    maker: str
    state: str
    entries: list[PromiseEntry]
    remedies: list[Remedy]
    may_write: bool


def promise_page(actor: Actor, number: str, *, on: date) -> PromisePage:
    """Raises ``DoesNotExist`` out of reach."""
    rows = Promise.objects.visible_to(actor)
    rows = rows.select_related(
        "scheme", "organisation", "person__person", "vacancy", "candidate", "recorded_by"
    )
    promise = rows.get(number=number)
    return PromisePage(
        promise=promise,
        maker=maker_of(promise),
        state=state_of(promise, on=on),
        entries=list(promise.entries.select_related("by")),
        remedies=list(promise.remedies.all()),
        may_write=actor.may(Permission.PROMISE_WRITE, scheme=promise.scheme_id),
    )


def remedy(actor: Actor, number: str) -> Remedy:
    """One remedy; raises ``DoesNotExist`` out of reach."""
    visible = Promise.objects.visible_to(actor)
    found: Remedy = Remedy.objects.select_related("promise").get(number=number, promise__in=visible)
    return found


@dataclass(frozen=True, slots=True)
class MakerWord:
    """A maker's promises by state; ``maker`` is empty for all people together."""

    maker: str
    word: Word


def who_keeps_their_word(actor: Actor) -> list[MakerWord]:
    """Totals by maker, the most promises first; people in one line. One query."""
    actor.must(Permission.PROMISE_READ)
    rows = Promise.objects.visible_to(actor).order_by()
    found: dict[str, list[str]] = defaultdict(list)
    for name, words, person, state in rows.values_list("organisation__name", "maker", "person_id", "state"):
        found["" if person else name or words].append(state)
    made = [MakerWord(maker, word_of(states)) for maker, states in found.items()]
    return sorted(made, key=lambda one: (-one.word.total, one.maker))


@dataclass(frozen=True, slots=True)
class Sum:
    """What was promised of a kind in a unit, and how much of it stands in each state."""

    kind: str
    unit: str
    count: int
    promised: Decimal | None  # unknown where no promise says how much
    kept: Decimal
    open: Decimal
    lost: Decimal  # broken, withdrawn or released
    silent: int  # promises without a value


@dataclass(frozen=True, slots=True)
class SchemePromises:
    """A scheme's promises in sum, beside the offers made."""

    scheme: Scheme
    sums: list[Sum]
    offers: int


def scheme_promises(actor: Actor, code: str) -> SchemePromises:
    """Posts promised beside offers made, visa slots and seats promised and used, money. Three queries."""
    scheme = Scheme.objects.visible_to(actor).get(code=code.lower())
    actor.must(Permission.PROMISE_READ, scheme=scheme.pk)
    groups: dict[tuple[str, str], list[tuple[str, Decimal | None]]] = defaultdict(list)
    rows = Promise.objects.visible_to(actor).filter(scheme=scheme).order_by("kind", "unit")
    for kind, unit, state, value in rows.values_list("kind", "unit", "state", "value"):
        groups[kind, unit].append((state, value))
    offers = Offer.objects.filter(place__vacancy__scheme=scheme, released_at__isnull=True).count()
    return SchemePromises(scheme, [_sum(kind, unit, held) for (kind, unit), held in groups.items()], offers)


def _sum(kind: str, unit: str, held: Iterable[tuple[str, Decimal | None]]) -> Sum:
    rows = list(held)
    told = [(state, value) for state, value in rows if value is not None]
    return Sum(
        kind=kind,
        unit=unit,
        count=len(rows),
        promised=sum((value for _, value in told), Decimal(0)) if told else None,
        kept=_of(told, {"kept"}),
        open=_of(told, {"open"}),
        lost=_of(told, {"broken", "withdrawn", "released"}),
        silent=len(rows) - len(told),
    )


def _of(told: Iterable[tuple[str, Decimal]], states: set[str]) -> Decimal:
    return sum((value for state, value in told if state in states), Decimal(0))
