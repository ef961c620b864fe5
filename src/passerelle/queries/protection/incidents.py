"""Incidents as far as the reader may know them, with who must be told by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.visits.incidents import Duty, duties, next_duty, told_state
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import Incident, IncidentStep

ASKED = ("pk", "kind", "severity", "country", "reported_at", "closed_at")


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident, its duties, who was told already, and the duty whose term runs out first."""

    incident: Incident
    duties: tuple[Duty, ...]
    told: frozenset[str]
    next: Duty | None

    @property
    def due(self) -> datetime | None:
        """When the nearest term runs out."""
        return self.next.by if self.next is not None else None


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One incident with its steps."""

    row: IncidentRow
    steps: tuple[IncidentStep, ...]


def incidents(actor: Actor, *, state: str = "open") -> list[IncidentRow]:
    """Incidents within reach, the nearest term first, those without a known term last. Three queries."""
    return incident_rows(actor, incidents_by_term(actor, state=state))


def incidents_by_term(actor: Actor, *, state: str = "open") -> list[int]:
    """The keys of incidents within reach in the order of ``incidents``, to page through. Two queries."""
    rows = Incident.objects.visible_to(actor)
    if state != "all":
        rows = rows.filter(closed_at__isnull=state == "open")
    told = _told(rows)
    listed = []
    for key, kind, severity, country, at, closed in rows.values_list(*ASKED):
        found = () if closed else duties(kind, severity, country, at)
        duty = next_duty(found, told.get(key, frozenset()))
        listed.append((duty is None, (duty and duty.by) or at, key))
    return [key for _unknown, _by, key in sorted(listed)]


def incident_rows(actor: Actor, keys: Sequence[int]) -> list[IncidentRow]:
    """These incidents in their order, with person and host. Two queries."""
    rows = Incident.objects.visible_to(actor).filter(pk__in=keys)
    found = rows.select_related("stay__host", "stay__journey__candidate__person").in_bulk()
    told = _told(rows)
    return [_row(found[key], told.get(key, frozenset())) for key in keys if key in found]


def _told(rows: QuerySet[Incident]) -> dict[int, frozenset[str]]:
    steps = IncidentStep.objects.filter(incident__in=rows.order_by().values("pk")).exclude(whom="")
    told: dict[int, set[str]] = {}
    for incident, whom in steps.values_list("incident", "whom"):
        told.setdefault(incident, set()).add(whom)
    return {incident: frozenset(some) for incident, some in told.items()}


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


@dataclass(frozen=True, slots=True)
class MentorReport:
    """What a mentor reported, and where it stands; nothing of what others wrote."""

    incident: Incident
    state: str


def mentor_reports(actor: Actor, stay: int) -> list[MentorReport]:
    """A mentor's own reports of one stay, the newest first. Two queries."""
    rows = Incident.objects.visible_to(actor).filter(stay=stay, reporter="mentor", reported_by=actor.id)
    listed = list(rows.order_by("-reported_at", "-pk"))
    acted = set(IncidentStep.objects.filter(incident__in=listed).values_list("incident", flat=True))
    return [
        MentorReport(one, told_state(closed=one.closed_at is not None, acted=one.pk in acted)) for one in listed
    ]


def stays_to_report(actor: Actor, *, most: int) -> list[Stay] | None:
    """Stays under way that the actor may report of, by name; ``None``: there are more than so many."""
    rows = Stay.objects.visible_to(actor).filter(ended_on__isnull=True)
    named = rows.select_related("journey__candidate__person", "host")
    found = list(named.order_by("journey__candidate__person__family_name", "pk")[: most + 1])
    return found if len(found) <= most else None


def _row(row: Incident, told: frozenset[str]) -> IncidentRow:
    found = duties(row.kind, row.severity, row.country, row.reported_at)
    return IncidentRow(row, found, told, next_duty(found, told) if row.closed_at is None else None)
