"""Who is visited first: hosts with people of a scheme, with their risk in the eyes of whoever reads."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import Coalesce, TruncMonth

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.visits.risk import HeardFacts, OpenFacts, Risk, heard_risk, open_risk
from passerelle.domain.visits.sampling import Unit
from passerelle.domain.work.months import due_on, months_owed
from passerelle.domain.work.statements import month_of
from passerelle.records.contracts.signed import signed_terms
from passerelle.records.grievances.routing import heard_by
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.partnerships.ties import tied_hosts
from passerelle.records.stays.models import Stay
from passerelle.records.stays.pauses import pauses_of
from passerelle.records.visits.models import Finding, Visit
from passerelle.records.work.models import PayStatement, WorkFlag

NEW = timedelta(days=365)  # a host whose first people came within a year is new; a choice of this project
WHY = "the plan counts what is open to the scheme's staff"
Key = tuple[int, int]  # scheme, host
OF_STAY = ("journey__candidate__scheme", "host")
UNPAID = ("study", "visit")


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host in a scheme: people there now, the days of visits, and its risk."""

    scheme: Scheme
    host: Organisation
    workers: int
    last_visit: date | None
    next_visit: date | None  # as far as the reader may know it
    risk: Risk


def visit_plan(actor: Actor, *, today: date) -> list[HostRow]:
    """Hosts with open stays, most points first. A constant number of queries.

    Confidential facts count only for whoever makes visits, and only those that this officer may hear; for
    everybody else the plan does not know of them.
    """
    schemes = _staffed(actor)
    facts = _facts(schemes, today)
    heard = _heard(actor, today)
    makers = actor.schemes(Permission.VISIT_WRITE) or frozenset()
    names = Organisation.objects.in_bulk({host for _scheme, host in facts})
    known = {one.pk: one for one in Scheme.objects.visible_to(actor).filter(pk__in=schemes)}
    planned = _planned(actor, schemes)
    last = _last(schemes)
    rows = [
        HostRow(
            known[key[0]],
            names[key[1]],
            one.workers,
            last.get(key),
            planned.get(key),
            heard_risk(one, heard.get(key, HeardFacts())) if key[0] in makers else open_risk(one),
        )
        for key, one in facts.items()
    ]
    return sorted(rows, key=lambda one: (-one.risk.total, one.host.name, one.scheme.code))


def audit_frame(actor: Actor, scheme: int, *, today: date) -> list[Unit]:
    """The hosts of a scheme with their strata by open facts alone, to draw a sample from."""
    actor.must(Permission.VISIT_WRITE, scheme=scheme)
    facts = _facts({scheme}, today)
    names = Organisation.objects.in_bulk({host for _scheme, host in facts})
    return sorted(
        (Unit(names[host].number, open_risk(one).level) for (_scheme, host), one in facts.items()),
        key=lambda one: one.number,
    )


def reads_plan(actor: Actor) -> bool:
    """Whether the actor is staff of a scheme; hosts read their own visits, never the plan."""
    return bool(_staffed(actor))


def _staffed(actor: Actor) -> set[int]:
    grants = [one for one in actor.granting(Permission.VISIT_READ) if REACH[one.role] is Reach.SCHEME]
    return {one.scheme for one in grants if one.scheme is not None}


def _facts(schemes: Iterable[int], today: date) -> dict[Key, OpenFacts]:
    """Open facts by scheme and host. Seven queries; the database adds up."""
    listed = set(schemes)
    here = Stay.objects.unscoped(WHY).filter(journey__candidate__scheme__in=listed, ended_on__isnull=True)
    workers, late = _there(here, today)
    first, last, houses = _first_days(listed), _last(listed), _houses(here)
    open_ = Finding.objects.unscoped(WHY).filter(visit__scheme__in=listed, closed_on__isnull=True).order_by()
    counted = open_.values_list("visit__scheme", "visit__host").annotate(Count("pk"))
    findings = {(scheme, host): count for scheme, host, count in counted}
    found = {}
    for key, count in workers.items():
        came, visited = first.get(key), last.get(key)
        found[key] = OpenFacts(
            workers=count,
            is_new=None if came is None else came > today - NEW,
            houses=True if key in houses else None,  # a contract says so; none says that there is none
            days_since_visit=None if visited is None else (today - visited).days,
            late_pay=late[key],
            findings=findings.get(key, 0),
        )
    return found


def _there(here: QuerySet[Stay], today: date) -> tuple[Counter[Key], Counter[Key]]:
    """People there now, and their months of pay that are due and nobody stated. Five queries."""
    begun = Coalesce("started_on", "arrived_on")
    grouped = here.order_by().values_list(*OF_STAY, "kind", begun).annotate(Count("pk"))
    workers: Counter[Key] = Counter()
    late: Counter[Key] = Counter()
    due: dict[date | None, int] = {}
    for scheme, host, kind, day, count in grouped:
        workers[scheme, host] += count
        if kind not in UNPAID:
            if day not in due:
                due[day] = sum(due_on(month) < today for month in months_owed(day, None, today))
            late[scheme, host] += due[day] * count
    rows = PayStatement.objects.unscoped(WHY).filter(
        stay__in=here.exclude(kind__in=UNPAID).exclude(started_on=None, arrived_on=None),
        replaced_at__isnull=True,
        month__lte=_last_due(today),
        month__gte=TruncMonth(Coalesce("stay__started_on", "stay__arrived_on")),
    )
    paths = [f"stay__{one}" for one in OF_STAY]
    for scheme, host, count in rows.order_by().values_list(*paths).annotate(Count("pk")):
        late[scheme, host] -= count
    late.subtract(_paused(here, today))
    return workers, late


def _paused(here: QuerySet[Stay], today: date) -> Counter[Key]:
    """Months that are due, that nobody stated and that lie in a pause with all their days: nobody owes them."""
    pauses = pauses_of(here.exclude(kind__in=UNPAID).values("pk"))
    rows = PayStatement.objects.unscoped(WHY).filter(stay__in=pauses, replaced_at__isnull=True)
    stated = set(rows.values_list("stay", "month"))
    begun = Coalesce("started_on", "arrived_on")
    found: Counter[Key] = Counter()
    for pk, scheme, host, day in here.filter(pk__in=pauses).values_list("pk", *OF_STAY, begun):
        owed = set(months_owed(day, None, today)) - set(months_owed(day, None, today, pauses[pk]))
        found[scheme, host] += sum(due_on(one) < today and (pk, one) not in stated for one in owed)
    return found


def _last_due(today: date) -> date:
    """The first day of the newest month whose statement is due before a day."""
    month = month_of(today)
    while not due_on(month) < today:
        month = month_of(month - timedelta(days=1))
    return month


def _first_days(schemes: set[int]) -> dict[Key, date]:
    rows = Stay.objects.unscoped(WHY).filter(journey__candidate__scheme__in=schemes).order_by()
    first = rows.values_list(*OF_STAY).annotate(first=Min(Coalesce("started_on", "arrived_on")))
    return {(scheme, host): day for scheme, host, day in first if day is not None}


def _houses(here: QuerySet[Stay]) -> set[Key]:
    """Hosts that give housing by a signed contract of somebody who is there. Two queries."""
    contracts = here.filter(contract__isnull=False).order_by()
    terms = signed_terms(contracts.values("contract"))
    giving = {one for one, stated in terms.items() if stated.get("accommodation") or stated.get("rent")}
    rows = contracts.values_list("contract", *OF_STAY) if giving else []
    return {(scheme, host) for contract, scheme, host in rows if contract in giving}


def _last(schemes: Iterable[int]) -> dict[Key, date]:
    rows = Visit.objects.unscoped(WHY).filter(scheme__in=schemes, done_on__isnull=False).order_by()
    done = rows.values_list("scheme", "host").annotate(Max("done_on"))
    return {(scheme, host): day for scheme, host, day in done}


def _planned(actor: Actor, schemes: Iterable[int]) -> Mapping[Key, date]:
    rows = Visit.objects.visible_to(actor).filter(
        scheme__in=schemes, done_on__isnull=True, called_off_on__isnull=True
    )
    first = rows.order_by().values_list("scheme", "host").annotate(Min("planned_on"))
    return {(scheme, host): day for scheme, host, day in first}


def _heard(actor: Actor, today: date) -> dict[Key, HeardFacts]:
    """Flags and grievances that this officer may count; nobody without the right counts any."""
    if actor.id is None or not actor.may(Permission.VISIT_WRITE):
        return {}
    away = tied_hosts(actor.id, today=today)
    flags = Counter(
        WorkFlag.objects.visible_to(actor)
        .filter(closed_at__isnull=True)
        .values_list("stay__journey__candidate__scheme", "stay__host")
    )
    told = Counter(
        (one.scheme_id, one.stay.host_id)
        for one in heard_by(actor, today=today)
        if one.closed_at is None and one.stay is not None and one.scheme_id is not None
    )
    return {key: HeardFacts(flags[key], told[key]) for key in {*flags, *told} if key[1] not in away}
