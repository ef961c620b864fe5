"""Counts of a scheme's training for funders and the team: no names, small counts kept back from funders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Sum

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.domain.matching.profiles import age_band
from passerelle.domain.training.figures import Figures, Taken, figures
from passerelle.records.dossiers.models import Attestation
from passerelle.records.partnerships.models import Scheme
from passerelle.records.training.models import Attendance, Course, Enrolment, Group

WHY = "counts only, kept back below for those who may not read the people"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CourseSeats:
    """A course with the groups that were opened, and their seats: plans, no people."""

    number: str
    title: str
    groups: int
    seats: int


@dataclass(frozen=True, slots=True)
class TrainingFigures:
    """What a scheme's training came to; ``whole``: the reader may read the people, so nothing is kept back."""

    scheme: str
    courses: tuple[CourseSeats, ...]
    seats: int
    waiting: int | None
    figures: Figures
    whole: bool


def training_figures(actor: Actor, code: str, *, on: date) -> TrainingFigures:
    """The figures of one scheme; ``NotPermitted`` out of reach. Six queries whatever the number of people."""
    reached = actor.schemes(Permission.AGGREGATE_READ)
    scheme = Scheme.objects.unscoped("its reach is looked at here").filter(code=code).first()
    if scheme is None or (reached is not None and scheme.pk not in reached):
        raise NotPermitted(code)
    readable = actor.schemes(Permission.CANDIDATE_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    whole = readable is None or scheme.pk in readable
    counted = figures(_taken(scheme.pk, on), _levels(scheme.pk, on), whole=whole)
    courses = tuple(_courses(scheme.pk))
    return TrainingFigures(
        scheme=code,
        courses=courses,
        seats=sum(one.seats for one in courses),
        waiting=_waiting(scheme.pk) if whole else None,
        figures=counted,
        whole=whole,
    )


def _taken(scheme: int, on: date) -> Iterable[Taken]:
    present = Attendance.objects.filter(enrolment=OuterRef("pk"), mark="present")
    rows = Enrolment.objects.unscoped(WHY).filter(group__course__scheme=scheme, seated_on__isnull=False)
    facts = rows.annotate(came=Exists(present)).values_list(
        "group__course__number",
        "candidate__person__sex",
        "candidate__person__birth_date",
        "came",
        "state",
        "drop_code",
    )
    for course, sex, born, came, state, reason in facts:
        band = age_band(born, on) or UNKNOWN
        yield Taken(course, sex or UNKNOWN, band, came, state == Enrolment.State.COMPLETED, reason)


def _levels(scheme: int, on: date) -> dict[tuple[str, str], int]:
    """People by language and level of the attestations that hold today."""
    held = Attestation.objects.unscoped(WHY).filter(
        candidate__scheme=scheme, what="language", revoked_on__isnull=True
    )
    valid = held.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on)).order_by()
    counted = valid.values_list("language", "level").annotate(Count("candidate__person", distinct=True))
    return {(language, level): count for language, level, count in counted}


def _courses(scheme: int) -> Iterable[CourseSeats]:
    opened = Group.objects.unscoped(WHY).filter(course__scheme=scheme, opened_on__isnull=False).order_by()
    counted = {
        course: (groups, seats)
        for course, groups, seats in opened.values_list("course").annotate(Count("pk"), Sum("seats"))
    }
    for course in Course.objects.unscoped(WHY).filter(scheme=scheme).order_by("title", "pk"):
        yield CourseSeats(course.number, course.title, *counted.get(course.pk, (0, 0)))


def _waiting(scheme: int) -> int:
    return Enrolment.objects.unscoped(WHY).filter(group__course__scheme=scheme, state="waiting").count()
