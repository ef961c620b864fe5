"""Groups of courses, and one group with its people, sessions and results."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.training.completion import attended
from passerelle.records.training.models import Attendance, Course, Enrolment, Group, Session, TestResult


@dataclass(frozen=True, slots=True)
class GroupFilter:
    """What a list of groups is narrowed to."""

    scheme: str = ""
    state: str = ""
    text: str = ""


def group_rows(actor: Actor, wanted: GroupFilter) -> QuerySet[Group]:
    """Groups in scope with their counts, newest first. One query, and one for the page's length."""
    rows = Group.objects.visible_to(actor).select_related("course__scheme", "course__provider")
    if wanted.scheme:
        rows = rows.filter(course__scheme__code=wanted.scheme)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.text:
        rows = rows.filter(Q(name__icontains=wanted.text) | Q(course__title__icontains=wanted.text))
    return rows.annotate(
        seated=Count("enrolments", filter=Q(enrolments__seat__isnull=False)),
        waiting=Count("enrolments", filter=Q(enrolments__state="waiting")),
        completed=Count("enrolments", filter=Q(enrolments__state="completed")),
    ).order_by("-starts_on", "-pk")


@dataclass(frozen=True, slots=True)
class Learner:
    """One person of a group, with nothing of the profile but the name."""

    enrolment: str
    version: int
    candidate: str
    person: str
    name: str
    state: str
    marks: tuple[str, ...]  # one for each session; empty where nothing was written
    share: float | None
    passed: bool | None
    tested: bool
    level: str
    shortfall: tuple[str, ...]
    drop_code: str


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group with its people; ``may_staff``: open, enrol; ``may_write``: attendance and results."""

    group: Group
    sessions: tuple[Session, ...]
    learners: tuple[Learner, ...]
    may_write: bool
    may_staff: bool

    @property
    def seated(self) -> tuple[Learner, ...]:
        """Those on a seat."""
        return tuple(one for one in self.learners if one.state not in ("waiting", "left"))

    @property
    def free(self) -> int:
        """Seats that nobody has."""
        return self.group.seats - len(self.seated)


def group_page(actor: Actor, number: str) -> GroupPage:
    """One group in scope; ``NotPermitted`` otherwise. Five queries whatever the size of the group."""
    rows = Group.objects.visible_to(actor).select_related("course__scheme", "course__provider", "vacancy")
    group = rows.filter(number=number).first()
    if group is None:
        raise NotPermitted(number)
    sessions = tuple(Session.objects.filter(group=group))
    enrolments = Enrolment.objects.visible_to(actor).filter(group=group).select_related("candidate__person")
    people = list(enrolments.order_by("candidate__person__family_name", "pk"))
    marks: dict[int, dict[int, str]] = defaultdict(dict)
    written = Attendance.objects.filter(session__group=group).values_list("enrolment_id", "session_id", "mark")
    for enrolment, session, mark in written:
        marks[enrolment][session] = mark
    results: dict[int, TestResult] = {}
    for one in TestResult.objects.filter(enrolment__group=group).order_by("issued_on", "pk"):
        results[one.enrolment_id] = one
    learners = tuple(_learner(one, sessions, marks[one.pk], results.get(one.pk)) for one in people)
    return GroupPage(
        group, sessions, learners, _may(actor, group.course), _may(actor, group.course, staff=True)
    )


def courses(actor: Actor) -> list[Course]:
    """Courses in scope, open ones first."""
    rows = Course.objects.visible_to(actor).select_related("scheme", "provider")
    return list(rows.annotate(groups_=Count("groups")).order_by("scheme__code", "title"))


def course_in_scope(actor: Actor, number: str) -> Course:
    """One course that the actor plans groups of; ``NotPermitted`` otherwise."""
    course = Course.objects.visible_to(actor).select_related("scheme").filter(number=number).first()
    if course is None or not _may(actor, course, staff=True):
        raise NotPermitted(number)
    return course


@dataclass(frozen=True, slots=True)
class LeavingPerson:
    """Whom the question of leaving is about."""

    version: int
    group: str
    name: str


def leaving_person(actor: Actor, number: str) -> LeavingPerson:
    """An enrolment in scope, for the form that ends it; ``NotPermitted`` otherwise."""
    rows = Enrolment.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("group__course", "candidate__person").first()
    own = {grant.person for grant in actor.granting(Permission.OWN_ACT)}
    if row is None or not (_may(actor, row.group.course) or row.candidate.person.number in own):
        raise NotPermitted(number)
    return LeavingPerson(row.version, row.group.number, _name(row))


def _may(actor: Actor, course: Course, *, staff: bool = False) -> bool:
    grants = [one for one in actor.granting(Permission.TRAINING_WRITE) if one.scheme == course.scheme_id]
    return any(
        REACH[one.role] is Reach.SCHEME
        or (not staff and one.organisation is not None and one.organisation == course.provider_id)
        for one in grants
    )


def _learner(
    row: Enrolment, sessions: tuple[Session, ...], marks: dict[int, str], result: TestResult | None
) -> Learner:
    written = tuple(marks.get(one.pk, "") for one in sessions)
    return Learner(
        enrolment=row.number,
        version=row.version,
        candidate=row.candidate.number,
        person=row.candidate.person.number,
        name=_name(row),
        state=row.state,
        marks=written,
        share=attended(mark for mark in written if mark),
        passed=result.passed if result else None,
        tested=result is not None,
        level=result.level if result else "",
        shortfall=tuple(row.shortfall),
        drop_code=row.drop_code,
    )


def _name(row: Enrolment) -> str:
    person = row.candidate.person
    return f"{person.family_name.upper()} {person.given_name}".strip()


def latest_day(page: GroupPage, today: date) -> date:
    """The day whose attendance is asked for first: the last session so far, else today."""
    past = [one.on for one in page.sessions if one.on <= today]
    return past[-1] if past else today
