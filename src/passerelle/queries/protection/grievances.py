"""Grievances for those named to hear them, and a worker's own."""

from dataclasses import dataclass
from datetime import date, datetime

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.grievances.severity import Terms, next_due, terms
from passerelle.records.grievances.models import Accused, Grievance, GrievanceEntry, Hearer
from passerelle.records.grievances.routing import heard_by, is_free


@dataclass(frozen=True, slots=True)
class GrievanceRow:
    """One in the list, with the moment that counts now; ``None`` once it is closed."""

    grievance: Grievance
    due: datetime | None


@dataclass(frozen=True, slots=True)
class GrievancePage:
    """A grievance with what was said and done, for a hearer or for the worker."""

    grievance: Grievance
    terms: Terms
    due: datetime | None
    entries: tuple[GrievanceEntry, ...]
    accused: tuple[str, ...]
    hearers: tuple[str, ...]


def heard(actor: Actor, *, today: date, state: str = "open") -> list[GrievanceRow]:
    """What the actor was named to hear and has no tie to now, what is due first on top. Six queries."""
    actor.must(Permission.GRIEVANCE_READ)
    rows = heard_by(actor, today=today)
    if state != "all":
        rows = [one for one in rows if (one.closed_at is None) is (state == "open")]
    found = [GrievanceRow(one, due_of(one)) for one in rows]
    return sorted(found, key=lambda one: (one.due is None, one.due or one.grievance.told_at))


def heard_page(actor: Actor, number: str, *, today: date) -> GrievancePage:
    """One for a hearer; ``NotPermitted`` for everybody else, and for a hearer to whom a tie has come up."""
    actor.must(Permission.GRIEVANCE_READ)
    named = Hearer.objects.filter(user=actor.id, until__isnull=True).values("grievance")
    rows = Grievance.objects.visible_to(actor).filter(pk__in=named, number=number)
    row = rows.select_related("person", "stay__host", "scheme").first()
    if row is None or not is_free(row, actor.id, today=today):
        raise NotPermitted(number)
    accused = Accused.objects.filter(grievance=row).select_related("organisation", "user")
    hearers = Hearer.objects.filter(grievance=row, until__isnull=True).select_related("user")
    return GrievancePage(
        row,
        terms(row.severity, row.told_at),
        due_of(row),
        tuple(GrievanceEntry.objects.filter(grievance=row).select_related("by")),
        tuple(one.organisation.name if one.organisation else str(one.user) for one in accused),
        tuple(one.user.name for one in hearers),
    )


def own_grievances(actor: Actor) -> list[GrievancePage]:
    """The signed-in person's own, newest first; notes between hearers are not hers to read. Three queries."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = Grievance.objects.visible_to(actor).filter(person__number__in=people)
    rows = list(mine.order_by("-told_at", "-pk"))
    shared = GrievanceEntry.objects.filter(grievance__in=rows, kind__in=("said", "step"))
    entries: dict[int, list[GrievanceEntry]] = {row.pk: [] for row in rows}
    for entry in shared:
        entries[entry.grievance_id].append(entry)
    heard_by: dict[int, list[str]] = {row.pk: [] for row in rows}
    for hearer in Hearer.objects.filter(grievance__in=rows, until__isnull=True).select_related("user"):
        heard_by[hearer.grievance_id].append(hearer.user.name)
    return [
        GrievancePage(
            row,
            terms(row.severity, row.told_at),
            due_of(row),
            tuple(entries[row.pk]),
            (),
            tuple(heard_by[row.pk]),
        )
        for row in rows
    ]


def due_of(row: Grievance) -> datetime | None:
    """The moment by which something happens next."""
    if row.closed_at is not None:
        return None
    found = terms(row.severity, row.told_at)
    return next_due(found, answered=row.answered_at is not None, stepped=row.stepped_at is not None)
