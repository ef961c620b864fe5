"""Quotas in scope: what is left in each, who holds what, who waits, what was allotted."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.quotas.ledger import Balance
from passerelle.records.candidates.models import Candidate
from passerelle.records.quotas.models import Allotment, AllotmentLine, Entry, Hold, Quota, WaitingEntry

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


def quota_rows(actor: Actor, *, scheme: str = "", text: str = "", closed: bool = False) -> QuerySet[Quota]:
    """Quotas in order of their beginning, in one query."""
    actor.must(Permission.QUOTA_READ)
    rows = Quota.objects.visible_to(actor).filter(closed_on__isnull=not closed)
    rows = rows.select_related("scheme", "employer")
    if scheme:
        rows = rows.filter(scheme__code=scheme)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(number=text))
    waits = Count("waiting", filter=Q(waiting__left_at__isnull=True, waiting__moved_up_at__isnull=True))
    return rows.annotate(waits=waits).order_by("scheme__code", "starts", "name", "pk")


def balance_of(quota: Quota) -> Balance:
    """The figures of a quota; a place kept for somebody who moved up is reserved."""
    return Balance(quota.places, quota.taken - quota.consumed, quota.consumed)


def quota_page(actor: Actor, number: str) -> QuotaPage:
    """One quota; numbers of people only for those who may read candidates in the scheme."""
    rows = Quota.objects.visible_to(actor).select_related("scheme", "employer").filter(number=number)
    quota = rows.first()
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


@dataclass(frozen=True, slots=True)
class OwnResult:
    """A person's own line of an allotment and how many applied: nobody else's facts."""

    line: AllotmentLine
    applicants: int


def own_allotments(actor: Actor) -> list[OwnResult]:
    """The results of the signed-in person, newest first."""
    numbers = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = Candidate.objects.visible_to(actor).filter(person__number__in=numbers)
    if not mine.exists():
        raise NotPermitted("own.read")
    rows = AllotmentLine.objects.filter(candidate__in=mine, allotment__drawn_at__isnull=False)
    lines = rows.select_related("allotment__quota__scheme").annotate(many=Count("allotment__lines"))
    return [OwnResult(line, line.many) for line in lines.order_by("-allotment__drawn_at")]
