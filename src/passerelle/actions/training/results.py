"""A group's results in one act: tests, completion, attestations, and the cases that follow."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.people.attesting import Issued, Shown, attest, revoke
from passerelle.actions.steps.writing import Writing, writing
from passerelle.actions.training.reach import group_for
from passerelle.actions.training.result_checks import must_hold
from passerelle.actions.training.seated import seated_people
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.digest import digest
from passerelle.domain.training.completion import Rule, Tested, shortfalls
from passerelle.domain.training.validity import end_of_validity
from passerelle.records.dossiers.models import Attestation
from passerelle.records.training.models import Attendance, Course, Enrolment, Group, TestResult

WHY = "the group was reached"
BATCH = 1_000
COMPLETED, NOT_COMPLETED = Enrolment.State.COMPLETED, Enrolment.State.NOT_COMPLETED
CORRECTED = "result_corrected"  # a code of REVOKED


@dataclass(frozen=True, slots=True)
class Result:
    """One person's result; the person by enrolment or candidacy number. ``passed`` unknown: not known yet."""

    person: str
    passed: bool | None = None
    level: str = ""
    score: Decimal | None = None
    score_of: Decimal | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Certified:
    """How many completed the course, and how many did not."""

    completed: int
    not_completed: int


def enter_results(
    actor: Actor, number: str, results: Sequence[Result], *, issued_on: date, key: str | None = None
) -> Certified:
    """Enter results of a day, all or none, and settle completion by the course's own rule.

    Who completes is attested (skills, language level), enters the profile and moves on (``certified``); who
    does not keeps the reasons. A corrected result revokes what it had attested. Refused with
    ``unknown_person``, ``unknown_level``, ``score_out_of_scale``, ``result_in_the_future`` or ``said_twice``.
    Constant queries whatever the size of the group.
    """
    content = [
        number,
        issued_on.isoformat(),
        [[one.person, one.passed, one.level, str(one.score)] for one in results],
    ]
    with writing(actor, "group.results", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return Certified(*note.answer)  # type: ignore[misc]
        group = group_for(actor, number)
        people = seated_people(group)
        must_hold(results, people, issued_on=issued_on, today=timezone.localdate())
        course = group.course
        _save_tests(actor, course, results, people, issued_on)
        rows = list({people[one.person].pk: people[one.person] for one in results}.values())
        before = {row.pk for row in rows if row.state == COMPLETED}
        _settle(course, rows, issued_on)
        passed = [row for row in rows if row.state == COMPLETED]
        _attest(note, actor, group, [row for row in passed if row.pk not in before], issued_on)
        _take_back(note, actor, group, [row for row in rows if row.pk in before and row.state != COMPLETED])
        _tell(note, group, rows)
        people_passed = [row.candidate for row in passed]
        follow_all(note, people_passed, "certified", by=actor, at=timezone.now(), who="training_provider")
        note.scheme_code = course.scheme.code
        note.about(number, *(row.candidate.person.number for row in rows))
        note.answer = [len(passed), len(rows) - len(passed)]
        note.details = {"completed": len(passed), "not_completed": len(rows) - len(passed)}
        return Certified(len(passed), len(rows) - len(passed))


def _save_tests(
    actor: Actor, course: Course, results: Sequence[Result], people: dict[str, Enrolment], on: date
) -> None:
    expires = end_of_validity(on, course.valid_months)
    TestResult.objects.bulk_create(
        (
            TestResult(
                enrolment=people[one.person],
                subject=course.title[:120],
                language=course.language,
                level=one.level or (course.level if one.passed else ""),
                score=one.score,
                score_of=one.score_of,
                passed=one.passed,
                issued_on=on,
                expires_on=expires,
                entered_by_id=actor.id,
            )
            for one in results
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["enrolment", "issued_on"],
        update_fields=["level", "score", "score_of", "passed", "expires_on", "entered_by", "changed_at"],
    )


def _settle(course: Course, rows: list[Enrolment], on: date) -> None:
    keys = [row.pk for row in rows]
    marks: dict[int, list[str]] = defaultdict(list)
    for key, mark in Attendance.objects.filter(enrolment__in=keys).values_list("enrolment_id", "mark"):
        marks[key].append(mark)
    tests: dict[int, list[Tested]] = defaultdict(list)
    found = TestResult.objects.filter(enrolment__in=keys).values_list("enrolment_id", "passed", "level")
    for key, passed, level in found:
        tests[key].append(Tested(passed, level))
    rule = Rule(course.minimum_attendance, course.asks_test, course.level)
    for row in rows:
        missing = shortfalls(rule, marks[row.pk], tests[row.pk])
        row.state, row.shortfall = NOT_COMPLETED if missing else COMPLETED, list(missing)
        row.ended_on, row.version, row.changed_at = on, row.version + 1, timezone.now()
    fields = ["state", "shortfall", "ended_on", "version", "changed_at"]
    Enrolment.objects.unscoped(WHY).bulk_update(rows, fields, batch_size=BATCH)


def _attest(note: Writing, actor: Actor, group: Group, rows: list[Enrolment], on: date) -> None:
    course = group.course
    levels = dict(
        TestResult.objects.filter(enrolment__in=[row.pk for row in rows], issued_on=on).values_list(
            "enrolment_id", "level"
        )
    )
    shown = []
    for row in rows:
        evidence = digest([group.number, row.number, on.isoformat(), levels.get(row.pk, "")])
        shown += [Shown(row.candidate, skill=uri, evidence=evidence) for uri in course.skills]
        level = levels.get(row.pk) or course.level
        if course.language and level:
            shown.append(Shown(row.candidate, language=course.language, level=level, evidence=evidence))
    issuer = course.provider
    issued = Issued(
        issuer,
        issuer.name if issuer else course.scheme.name,
        "test" if course.asks_test else "course",
        group.number,
        on,
        end_of_validity(on, course.valid_months),
    )
    if shown:
        attest(note, shown, issued, by=actor.id)


def _take_back(note: Writing, actor: Actor, group: Group, rows: list[Enrolment]) -> None:
    held = Attestation.objects.unscoped(WHY).filter(source=group.number, revoked_on__isnull=True)
    candidates = [row.candidate_id for row in rows]
    found = list(held.filter(candidate__in=candidates).select_related("candidate")) if rows else []
    if found:
        revoke(note, found, code=CORRECTED, by=actor.id, at=timezone.now())


def _tell(note: Writing, group: Group, rows: list[Enrolment]) -> None:
    facts: dict[str, object] = {"scheme": group.course.scheme.name, "group": group.number}
    for row in rows:
        person = row.candidate.person
        template = "course_passed" if row.state == COMPLETED else "course_not_passed"
        note.tell(person.number, template, facts, language=person.language)
