"""A scheme with a course, a group and people in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from people import Cast, make_actor, make_candidate, make_cast, make_organisation

from passerelle.actions.training.enrol import enrol
from passerelle.actions.training.group_life import begin_group, open_group
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Organisation
from passerelle.records.training.models import Enrolment

JAVA = "http://data.europa.eu/esco/skill/java"


@dataclass
class School:
    """The cast of people, a trainer with its organisation, a course and a planned group."""

    cast: Cast
    provider: Organisation
    trainer: Actor
    course: str
    group: str
    people: list[Candidate] = field(default_factory=list)

    @property
    def manager(self) -> Actor:
        """The scheme's manager."""
        return self.cast.actors[Role.SCHEME_MANAGER]

    def numbers(self) -> list[str]:
        """The candidacies of the people, in order."""
        return [one.number for one in self.people]

    def enrolments(self) -> dict[str, Enrolment]:
        """Enrolments by candidacy number."""
        rows = Enrolment.objects.unscoped("test").select_related("candidate")
        return {row.candidate.number: row for row in rows}


def make_school(*, people: int = 3, seats: int = 3, **facts: object) -> School:
    """A school whose group is planned; ``facts`` of the course."""
    cast = make_cast()
    provider = make_organisation("Trainer", "training_provider", "MA")
    trainer = make_actor("trainer", Role.TRAINING_PROVIDER, cast.alpha, organisation=provider)
    manager = cast.actors[Role.SCHEME_MANAGER]
    known = {"title": "Java", "kind": "technical", "skills": (JAVA,), "provider": provider.number, **facts}
    course = plan_course(manager, "alpha", CourseFacts(**known))  # type: ignore[arg-type]
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=30), "ends_on": today + timedelta(days=30)}
    group = plan_group(manager, course, GroupFacts(name="One", seats=seats, **days))
    folk = [make_candidate(cast.alpha, f"Family{number:03}") for number in range(people)]
    return School(cast, provider, trainer, course, group, folk)


def make_running(*, people: int = 3, seats: int = 3, **facts: object) -> School:
    """A school whose group runs with everybody enrolled (those beyond the seats wait)."""
    school = make_school(people=people, seats=seats, **facts)
    open_group(school.manager, school.group, because="Employers sign next week.")
    enrol(school.manager, school.group, school.numbers())
    begin_group(school.manager, school.group)
    return school


def queries_of(deed: Callable[[], object]) -> int:
    """How many queries it takes; what caches hold is asked for by a call before."""
    with CaptureQueriesContext(connection) as caught:
        deed()
    return len(caught)


def days_ago(days: int) -> date:
    """A day of the group's past."""
    return timezone.localdate() - timedelta(days=days)
