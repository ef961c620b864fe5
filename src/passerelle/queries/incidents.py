"""Incidents as far as the reader may know them, with who must be told by when."""

from dataclasses import dataclass
from datetime import datetime

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.visits.incidents import Duty, duties, next_due
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import Incident, IncidentStep


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident, its duties, who was told already, and the nearest term that still runs."""

    incident: Incident
    duties: tuple[Duty, ...]
    told: frozenset[str]
    due: datetime | None


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One incident with its steps."""

    row: IncidentRow
    steps: tuple[IncidentStep, ...]


def incidents(actor: Actor, *, state: str = "open") -> list[IncidentRow]:
    """Incidents within reach, the nearest term first, those without a known term last. Two queries."""
    rows = Incident.objects.visible_to(actor)
    if state != "all":
        rows = rows.filter(closed_at__isnull=state == "open")
    listed = list(rows.select_related("stay__host", "stay__journey__candidate__person"))
    steps = IncidentStep.objects.filter(incident__in=listed).exclude(whom="")
    told: dict[int, set[str]] = {}
    for incident, whom in steps.values_list("incident", "whom"):
        told.setdefault(incident, set()).add(whom)
    found = [_row(one, frozenset(told.get(one.pk, ()))) for one in listed]
    return sorted(found, key=lambda one: (one.due is None, one.due or one.incident.reported_at))


def incident_page(actor: Actor, number: str) -> IncidentPage:
    """One incident; ``NotPermitted`` out of reach."""
    rows = Incident.objects.visible_to(actor).filter(number=number)
    row = rows.select_related(
        "stay__host", "stay__journey__candidate__person", "stay__journey__candidate__scheme", "reported_by"
    ).first()
    if row is None:
        raise NotPermitted(number)
    steps = tuple(IncidentStep.objects.filter(incident=row).select_related("by"))
    return IncidentPage(_row(row, frozenset(one.whom for one in steps if one.whom)), steps)


def stays_to_report(actor: Actor) -> list[Stay]:
    """Stays under way that the actor may report of, by name."""
    rows = Stay.objects.visible_to(actor).filter(ended_on__isnull=True)
    return list(
        rows.select_related("journey__candidate__person", "host").order_by(
            "journey__candidate__person__family_name", "pk"
        )
    )


def _row(row: Incident, told: frozenset[str]) -> IncidentRow:
    found = duties(row.kind, row.severity, row.country, row.reported_at)
    due = next_due(found, told) if row.closed_at is None else None
    return IncidentRow(row, found, told, due)
