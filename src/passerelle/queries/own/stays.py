"""A person's own stays, and what is asked of her about them."""

from collections.abc import Iterable, Sequence
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.stays.kinds import WITHOUT_TRAVEL
from passerelle.queries.own.asked import Task
from passerelle.queries.stays.stay_page import StayPage, pages_of
from passerelle.records.stays.models import Stay

WHY = "the rows are the person's own"


def own_stays(actor: Actor, *, on: date) -> list[StayPage]:
    """The signed-in person's stays, the newest first. Ten queries."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = Stay.objects.visible_to(actor).filter(journey__candidate__person__number__in=people)
    joined = mine.select_related(
        "journey__candidate__person", "journey__candidate__scheme", "host", "vacancy", "contract"
    )
    return pages_of(actor, list(joined.order_by("-pk")), on=on)


def from_stays(people: Sequence[str]) -> Iterable[Task]:
    """Arrival and start that the person has not said yet. One query."""
    rows = Stay.objects.unscoped(WHY).filter(
        journey__candidate__person__number__in=people, ended_on__isnull=True, started_on__isnull=True
    )
    for row in rows.select_related("host", "journey__candidate__scheme").order_by("pk"):
        kind = "start" if row.arrived_on or row.kind in WITHOUT_TRAVEL else "arrival"
        yield Task(kind, row.number, row.host.name, row.journey.candidate.scheme.name, due=row.due_on)
