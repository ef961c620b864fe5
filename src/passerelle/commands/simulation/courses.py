"""Courses: a group for those who begin on one day, their seats, and their results in one act."""

from collections import defaultdict

from passerelle.actions.training.enrol import enrol
from passerelle.actions.training.group_life import begin_group, open_group
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.actions.training.results import Result, enter_results
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.world import WHY, World, parts
from passerelle.records.training.models import Course, Enrolment, Group

LANGUAGE_STAGE = "language_course"
LEVEL = "B1"
BECAUSE = "a simulation: whether employers have committed is not its question"


def begin_course(world: World, due: Due) -> None:
    """One group for the people of this day; their cases follow when it begins."""
    course = _course(world, due)
    number = Group.objects.unscoped(WHY).filter(course__number=course).count() + 1
    facts = GroupFacts(name=f"Group {number} (invented)", seats=len(due.people), starts_on=world.clock.today)
    group = plan_group(world.staff, course, facts)
    open_group(world.staff, group, because=BECAUSE)
    enrol(world.staff, group, due.people)
    begin_group(world.staff, group)


def pass_course(world: World, due: Due) -> None:
    """Everybody of this day passes; who was drawn to leave has left before."""
    groups: dict[str, list[Enrolment]] = defaultdict(list)
    for part in parts(due.people):
        rows = Enrolment.objects.unscoped(WHY).filter(candidate__number__in=part, state="enrolled")
        for row in rows.select_related("group__course").order_by("candidate__number"):
            groups[row.group.number].append(row)
    for group, seated in sorted(groups.items()):
        level = seated[0].group.course.level
        results = [Result(one.number, passed=True, level=level) for one in seated]
        enter_results(world.staff, group, results, issued_on=world.clock.today)


def _course(world: World, due: Due) -> str:
    """The scheme's course of this kind, planned once."""
    is_language = any(
        row.to == LANGUAGE_STAGE
        for row in due.track.transitions
        if (row.leaving, row.event) == (due.stage, due.event)
    )
    title = "Language course (invented)" if is_language else "Technical course (invented)"
    known = Course.objects.unscoped(WHY).filter(scheme=world.scheme, title=title).first()
    if known is not None:
        return known.number
    language = next(iter(world.stated.languages), "en") if is_language else ""
    facts = CourseFacts(
        title=title,
        kind="language" if is_language else "technical",
        language=language,
        level=LEVEL if is_language else "",
    )
    return plan_course(world.staff, world.scheme.code, facts)
