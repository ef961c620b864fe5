"""Who is visited first: hosts with people of a scheme, with their risk in the eyes of whoever reads."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.visits.risk import HeardFacts, OpenFacts, Risk, heard_risk, open_risk
from passerelle.domain.visits.sampling import Unit
from passerelle.domain.work.months import due_on, months_owed
from passerelle.records.contracts.signed import signed_terms
from passerelle.records.grievances.routing import heard_by
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.partnerships.ties import tied_hosts
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import Finding, Visit
from passerelle.records.work.models import PayStatement, WorkFlag

NEW = timedelta(days=365)  # a host whose first people came within a year is new; a choice of this project
WHY = "the plan counts what is open to the scheme's staff"
Key = tuple[int, int]  # scheme, host


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
    stays = _open_stays(schemes)
    facts = _facts(schemes, stays, today)
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
    facts = _facts({scheme}, _open_stays({scheme}), today)
    names = Organisation.objects.in_bulk({host for _scheme, host in facts})
    return sorted(
        (Unit(names[host].number, open_risk(one).level) for (_scheme, host), one in facts.items()),
        key=lambda one: one.number,
    )


def _staffed(actor: Actor) -> set[int]:
    """Schemes in which the actor is staff; hosts read their own visits, never the plan."""
    grants = [one for one in actor.granting(Permission.VISIT_READ) if REACH[one.role] is Reach.SCHEME]
    return {one.scheme for one in grants if one.scheme is not None}


def _open_stays(schemes: Iterable[int]) -> list[Stay]:
    rows = Stay.objects.unscoped(WHY).filter(journey__candidate__scheme__in=schemes, ended_on__isnull=True)
    return list(rows.select_related("journey__candidate").order_by("pk"))


def _facts(schemes: Iterable[int], stays: Sequence[Stay], today: date) -> dict[Key, OpenFacts]:
    """Open facts by scheme and host. Five queries."""
    listed = set(schemes)
    first = _first_days(listed)
    houses = _houses(stays)
    late = _late(stays, today)
    last = _last(listed)
    open_findings = Finding.objects.unscoped(WHY).filter(visit__scheme__in=listed, closed_on__isnull=True)
    findings = Counter(open_findings.values_list("visit__scheme", "visit__host"))
    workers = Counter(_key(one) for one in stays)
    found = {}
    for key, count in workers.items():
        came, visited = first.get(key), last.get(key)
        found[key] = OpenFacts(
            workers=count,
            is_new=None if came is None else came > today - NEW,
            houses=houses.get(key),
            days_since_visit=None if visited is None else (today - visited).days,
            late_pay=late[key],
            findings=findings[key],
        )
    return found


def _first_days(schemes: set[int]) -> dict[Key, date]:
    rows = Stay.objects.unscoped(WHY).filter(journey__candidate__scheme__in=schemes)
    found: dict[Key, date] = {}
    for scheme, host, started, arrived in rows.order_by().values_list(
        "journey__candidate__scheme", "host", "started_on", "arrived_on"
    ):
        day = started or arrived
        if day is not None:
            found[scheme, host] = min(day, found.get((scheme, host), day))
    return found


def _houses(stays: Sequence[Stay]) -> dict[Key, bool]:
    """Whether the host gives housing, by the signed contracts; missing where none says so."""
    terms = signed_terms({one.contract_id for one in stays if one.contract_id is not None})
    found: dict[Key, bool] = {}
    for one in stays:
        stated = terms.get(one.contract_id or 0, {})
        if stated.get("accommodation") or stated.get("rent"):
            found[_key(one)] = True
    return found


def _late(stays: Sequence[Stay], today: date) -> Counter[Key]:
    """Months of open stays that are due and nobody stated. One query."""
    rows = PayStatement.objects.unscoped(WHY).filter(stay__in=stays, replaced_at__isnull=True)
    stated = set(rows.values_list("stay", "month"))
    late: Counter[Key] = Counter()
    for one in stays:
        if one.kind in ("study", "visit"):
            continue
        owed = months_owed(one.started_on or one.arrived_on, None, today)
        late[_key(one)] += sum(due_on(month) < today and (one.pk, month) not in stated for month in owed)
    return late


def _last(schemes: Iterable[int]) -> dict[Key, date]:
    rows = Visit.objects.unscoped(WHY).filter(scheme__in=schemes, done_on__isnull=False)
    return {
        (scheme, host): done
        for scheme, host, done in rows.order_by("done_on").values_list("scheme", "host", "done_on")
        if done is not None
    }


def _planned(actor: Actor, schemes: Iterable[int]) -> Mapping[Key, date]:
    rows = Visit.objects.visible_to(actor).filter(
        scheme__in=schemes, done_on__isnull=True, called_off_on__isnull=True
    )
    return {
        (scheme, host): day
        for scheme, host, day in rows.order_by("-planned_on").values_list("scheme", "host", "planned_on")
    }


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


def _key(stay: Stay) -> Key:
    return stay.journey.candidate.scheme_id, stay.host_id
