"""Quotas in scope: what is left in each, who holds what, who waits, and the rows behind every figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.quotas.ledger import CONSUME, RELEASE, RESERVE, Balance
from passerelle.records.journeys.models import Journey
from passerelle.records.quotas.models import Allotment, Entry, Hold, Quota, WaitingEntry

NEWEST = 100


@dataclass(frozen=True, slots=True)
class QuotaPage:
    """One quota with everything that stands behind its figures."""

    quota: Quota
    balance: Balance
    holds: tuple[Hold, ...]
    waiting: tuple[WaitingEntry, ...]
    entries: tuple[Entry, ...]
    allotments: tuple[Allotment, ...]
    by_vacancy: tuple[tuple[str, str, int], ...]  # number, title, taken
    may_write: bool
    may_read_people: bool


@dataclass(frozen=True, slots=True)
class QuotaFilter:
    """What the list of quotas is narrowed to; empty is everything open in scope.

    A country, sector, employer or day finds the quotas that would bind a placement there: those limited to
    it, and with ``wide`` also those without a limit in that direction.
    """

    scheme: str = ""
    country: str = ""
    sector: str = ""
    employer: str = ""  # a part of the name, or a number
    on: date | None = None  # in force on this day
    text: str = ""
    wide: bool = False
    closed: bool = False


def quota_rows(actor: Actor, wanted: QuotaFilter = QuotaFilter()) -> QuerySet[Quota]:
    """Quotas in order of their beginning, with who waits and what was given back, in one query."""
    actor.must(Permission.QUOTA_READ)
    rows = Quota.objects.visible_to(actor).filter(closed_on__isnull=not wanted.closed)
    return _counted(rows.filter(_matching(wanted))).order_by("scheme__code", "starts", "name", "pk")


def _counted(rows: QuerySet[Quota]) -> QuerySet[Quota]:
    """With scheme and employer, how many wait (``waits``), how often a place came back (``released``)."""
    waiting = WaitingEntry.objects.filter(quota=OuterRef("pk"), left_at__isnull=True, moved_up_at__isnull=True)
    released = Entry.objects.filter(quota=OuterRef("pk"), kind=RELEASE)
    joined = rows.select_related("scheme", "employer")
    return joined.annotate(waits=_count(waiting), released=_count(released))


def _matching(wanted: QuotaFilter) -> Q:
    found = Q(scheme__code=wanted.scheme) if wanted.scheme else Q()
    if wanted.text:
        found &= Q(name__icontains=wanted.text) | Q(number=wanted.text)
    if wanted.country:
        found &= Q(country=wanted.country.upper()) | _unlimited(wanted, Q(country=""))
    if wanted.sector:
        found &= Q(sector=wanted.sector.upper()) | _unlimited(wanted, Q(sector=""))
    if wanted.employer:
        named = Q(employer__name__icontains=wanted.employer) | Q(employer__number=wanted.employer)
        found &= named | _unlimited(wanted, Q(employer__isnull=True))
    if wanted.on:
        found &= Q(starts__isnull=True) | Q(starts__lte=wanted.on)
        found &= Q(ends__isnull=True) | Q(ends__gte=wanted.on)
    return found


def _unlimited(wanted: QuotaFilter, direction: Q) -> Q:
    return direction if wanted.wide else Q(pk__in=[])


def _count(rows: QuerySet[WaitingEntry] | QuerySet[Entry]) -> Coalesce:
    counted = rows.order_by().values("quota").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


LINES = ("reserved", "used", "given_back", "waiting", "ledger")


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One line behind a figure: when, what, whose case, for which vacancy, why and by whom."""

    at: datetime
    what: str  # reserve | consume | release | wait | kept
    candidate: str
    case: str  # public number of the newest case; empty without one, or out of reach
    vacancy: str
    title: str
    why: str
    by: str
    rank: int | None = None
    until: date | None = None


def quota_lines(actor: Actor, number: str, what: str) -> tuple[Quota, QuerySet[Any]]:
    """The quota and the rows behind one of its figures, newest first; page them, then ``as_lines``.

    Numbers of people: only for those who may read candidates in the scheme.
    """
    quota = Quota.objects.visible_to(actor).select_related("scheme", "employer").filter(number=number).first()
    if quota is None or what not in LINES:
        raise NotPermitted(number)
    actor.must(Permission.CANDIDATE_READ, scheme=quota.scheme_id)
    if what == "waiting":
        waiting = WaitingEntry.objects.filter(quota=quota, left_at__isnull=True)
        return quota, waiting.select_related("candidate").order_by("rank", "pk")
    if what in ("reserved", "used"):
        holds = Hold.objects.filter(
            quota=quota, released_at__isnull=True, consumed_at__isnull=what == "reserved"
        )
        return quota, holds.select_related("candidate", "vacancy").order_by("-reserved_at", "-pk")
    entries = Entry.objects.filter(quota=quota, **({"kind": RELEASE} if what == "given_back" else {}))
    return quota, entries.select_related("candidate", "vacancy", "by").order_by("-at", "-pk")


def as_lines(actor: Actor, rows: Iterable[Any]) -> list[QuotaLine]:
    """Rows of ``quota_lines`` as lines, each with the newest case that the actor may open. One query."""
    listed = list(rows)
    cases = dict(
        Journey.objects.visible_to(actor)
        .filter(candidate__in={one.candidate_id for one in listed})
        .order_by("pk")
        .values_list("candidate_id", "number")
    )
    return [_line(one, cases.get(one.candidate_id, "")) for one in listed]


def _line(row: Any, case: str) -> QuotaLine:
    who = (row.candidate.number, case)
    if isinstance(row, WaitingEntry):
        what = "kept" if row.moved_up_at else "wait"
        return QuotaLine(row.joined_at, what, *who, "", "", "", "", row.rank, row.claim_until)
    titled = (row.vacancy.number, row.vacancy.title or row.vacancy.number)
    if isinstance(row, Hold):
        used = row.consumed_at is not None
        return QuotaLine(
            row.consumed_at or row.reserved_at, CONSUME if used else RESERVE, *who, *titled, "", ""
        )
    return QuotaLine(row.at, row.kind, *who, *titled, row.why, row.by.name if row.by else "")


def balance_of(quota: Quota) -> Balance:
    """The figures of a quota; a place kept for somebody who moved up is reserved."""
    return Balance(quota.places, quota.taken - quota.consumed, quota.consumed)


def quota_page(actor: Actor, number: str) -> QuotaPage:
    """One quota; numbers of people only for those who may read candidates in the scheme."""
    quota = _counted(Quota.objects.visible_to(actor).filter(number=number)).first()
    if quota is None:
        raise NotPermitted(number)
    people = actor.may(Permission.CANDIDATE_READ, scheme=quota.scheme_id)
    open_ = Hold.objects.filter(quota=quota, released_at__isnull=True)
    taken = open_.values_list("vacancy__number", "vacancy__title").annotate(count=Count("pk"))
    entries = Entry.objects.filter(quota=quota).select_related("candidate", "vacancy", "by")
    waiting = WaitingEntry.objects.filter(quota=quota, left_at__isnull=True).select_related("candidate")
    return QuotaPage(
        quota=quota,
        balance=balance_of(quota),
        holds=tuple(open_.select_related("candidate", "vacancy")[:NEWEST]) if people else (),
        waiting=tuple(waiting[:NEWEST]) if people else (),
        entries=tuple(entries.order_by("-at", "-pk")[:NEWEST]) if people else (),
        allotments=tuple(Allotment.objects.filter(quota=quota)),
        by_vacancy=tuple(taken.order_by("vacancy__number")),
        may_write=actor.may(Permission.QUOTA_WRITE, scheme=quota.scheme_id),
        may_read_people=people,
    )
