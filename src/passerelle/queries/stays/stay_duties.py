"""What a host owes on its placements, each with its day: arrivals, starts, pay, findings, recalls."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.queries.stays.pay import pay_months
from passerelle.queries.stays.stays import season_over
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import Finding


@dataclass(frozen=True, slots=True)
class Duty:
    """So many things to do of one kind; ``due_on``: the earliest day, ``None`` where no term is set."""

    code: str
    count: int
    due_on: date | None
    late: bool


def duties(actor: Actor, *, today: date) -> list[Duty]:
    """What is still to do, the earliest first; five queries."""
    actor.must(Permission.STAY_READ)
    rows = Stay.objects.visible_to(actor)
    awaited = rows.filter(ended_on__isnull=True, started_on__isnull=True).aggregate(
        n=Count("pk"), first=Min("due_on"), late=Count("pk", filter=Q(due_on__lt=today))
    )
    found = [Duty("awaited", awaited["n"], awaited["first"], awaited["late"] > 0)]
    if actor.may(Permission.WORK_READ):
        missing = [one for one in pay_months(actor, today=today) if one.missing]
        first = min((one.due_on for one in missing), default=None)
        found.append(Duty("pay", len(missing), first, first is not None and first < today))
    if actor.may(Permission.VISIT_READ):
        found.append(_findings(actor, today))
    found.append(Duty("season_over", rows.filter(season_over()).count(), None, False))
    return sorted((one for one in found if one.count), key=lambda one: one.due_on or date.max)


def _findings(actor: Actor, today: date) -> Duty:
    """What visits found and the host has not yet said to be put right."""
    rows = Finding.objects.visible_to(actor).filter(
        owner="employer", corrected_on__isnull=True, closed_on__isnull=True
    )
    told = rows.aggregate(n=Count("pk"), first=Min("due_on"), late=Count("pk", filter=Q(due_on__lt=today)))
    return Duty("finding", told["n"], told["first"], told["late"] > 0)
