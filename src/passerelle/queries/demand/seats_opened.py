"""Training seats that were opened, beside the posts promised by contract on that day, and the reason given."""

from dataclasses import dataclass
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.employers.commitments import SeatsAgainstPosts
from passerelle.records.training.models import Group

WHY = "groups without their people, in schemes whose figures or audit trail the actor reads"


@dataclass(frozen=True, slots=True)
class SeatsOpened:
    """One group as it was opened: seats, posts at contract level then, and why more seats than posts."""

    scheme: str
    course: str
    group: str
    number: str
    opened_on: date | None
    against: SeatsAgainstPosts
    because: str


def seats_opened(actor: Actor, *, scheme: str = "") -> list[SeatsOpened]:
    """The groups that were opened, newest first; nobody who takes part is named. One query."""
    rows = Group.objects.unscoped(WHY).exclude(state=Group.State.PLANNED).select_related("course__scheme")
    reached = _reached(actor)
    if reached is not None:
        rows = rows.filter(course__scheme__in=reached)
    if scheme:
        rows = rows.filter(course__scheme__code=scheme)
    return [
        SeatsOpened(
            scheme=row.course.scheme.code,
            course=row.course.title,
            group=row.name,
            number=row.number,
            opened_on=row.opened_on,
            against=SeatsAgainstPosts(row.seats, row.committed or 0),
            because=row.short_because,
        )
        for row in rows.order_by("-opened_on", "-pk")
    ]


def _reached(actor: Actor) -> frozenset[int] | None:
    """Schemes whose figures the actor reads, and all of them for who reads the audit trail."""
    found = [actor.schemes(one) for one in (Permission.AGGREGATE_READ, Permission.AUDIT_READ)]
    if any(one is None for one in found):
        return None
    return frozenset().union(*(one for one in found if one is not None))
