"""A person's own courses: where and when, what came out, what is missing."""

from dataclasses import dataclass
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.text import Text
from passerelle.domain.training.codes import NEXT_STEP
from passerelle.records.training.models import Attendance, Enrolment, Session

WHY = "the account is the person's own"


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """One course as its participant reads it."""

    enrolment: str
    title: str
    scheme: str
    place: str
    starts_on: date | None
    ends_on: date | None
    state: str
    sessions: int
    present: int
    shortfall: tuple[str, ...]
    next_steps: tuple[Text, ...]
    may_leave: bool


def own_training(actor: Actor) -> list[OwnCourse]:
    """Every course of the person whose account this is. Three queries."""
    own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = list(
        Enrolment.objects.unscoped(WHY)
        .filter(candidate__person__number__in=own)
        .select_related("group__course__scheme")
        .order_by("-asked_at", "-pk")
    )
    return courses_of(rows)


def training_of(actor: Actor, candidate: int) -> list[OwnCourse]:
    """The courses of one candidacy, for staff who may read it."""
    rows = Enrolment.objects.visible_to(actor).filter(candidate_id=candidate)
    return courses_of(list(rows.select_related("group__course__scheme").order_by("-asked_at", "-pk")))


def courses_of(rows: list[Enrolment]) -> list[OwnCourse]:
    """Enrolments as courses. Two queries."""
    groups = {row.group_id for row in rows}
    held: dict[int, int] = dict.fromkeys(groups, 0)
    for group in Session.objects.filter(group__in=groups).values_list("group_id", flat=True):
        held[group] += 1
    present: dict[int, int] = {row.pk: 0 for row in rows}
    marks = Attendance.objects.filter(enrolment__in=list(present), mark="present")
    for enrolment in marks.values_list("enrolment_id", flat=True):
        present[enrolment] += 1
    return [_course(row, held[row.group_id], present[row.pk]) for row in rows]


def _course(row: Enrolment, sessions: int, present: int) -> OwnCourse:
    group = row.group
    return OwnCourse(
        enrolment=row.number,
        title=group.course.title,
        scheme=group.course.scheme.name,
        place=group.place,
        starts_on=group.starts_on,
        ends_on=group.ends_on,
        state=row.state,
        sessions=sessions,
        present=present,
        shortfall=tuple(row.shortfall),
        next_steps=tuple(NEXT_STEP[code] for code in row.shortfall if code in NEXT_STEP),
        may_leave=row.state in ("waiting", "enrolled"),
    )
