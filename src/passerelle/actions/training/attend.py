"""Who was there: the marks of a group's sessions, many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.actions.training.reach import group_for
from passerelle.actions.training.seated import seated_people
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.training.models import Attendance, Enrolment, Group, Session

MARKS = frozenset(Attendance.Mark.values)
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Mark:
    """One person at one session; the person by enrolment or candidacy number."""

    person: str
    on: date
    mark: str
    row: int | None = None  # the line of a list, for its problems


def attend(actor: Actor, number: str, marks: Sequence[Mark], *, key: str | None = None) -> int:
    """Write marks down, all or none; a session that was not planned is added. How many were written.

    A later mark of the same person and session takes the place of the earlier. Refused with
    ``unknown_person``, ``unknown_mark``, ``before_start``, ``after_end`` or ``in_the_future``.
    """
    content = [number, [[one.person, one.on.isoformat(), one.mark] for one in marks]]
    with writing(actor, "group.attend", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        group = group_for(actor, number)
        people = seated_people(group)
        _must_hold(group, marks, people)
        sessions = _sessions(group, {one.on for one in marks})
        now = timezone.now()
        last = {(sessions[one.on], people[one.person].pk): one.mark for one in marks}
        Attendance.objects.bulk_create(
            (
                Attendance(
                    session_id=session,
                    enrolment_id=enrolment,
                    mark=mark,
                    entered_by_id=actor.id,
                    entered_at=now,
                )
                for (session, enrolment), mark in last.items()
            ),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["session", "enrolment"],
            update_fields=["mark", "entered_by", "entered_at"],
        )
        note.scheme_code = group.course.scheme.code
        seen = {people[one.person].pk: people[one.person] for one in marks}
        note.about(group.number, *(one.candidate.person.number for one in seen.values()))
        note.details = {"marks": len(last), "sessions": len(sessions)}
        note.answer = len(last)
        return len(last)


def _must_hold(group: Group, marks: Sequence[Mark], people: dict[str, Enrolment]) -> None:
    today = timezone.localdate()
    problems = [problem for one in marks for problem in _problems(group, one, people, today)]
    if problems:
        raise Refused(problems)


def _problems(group: Group, one: Mark, people: dict[str, Enrolment], today: date) -> list[Problem]:
    found = []
    values = {"person": one.person, "day": one.on, "mark": one.mark}
    if one.person not in people:
        message = Text("%(person)s has no seat in this group.", values)
        found.append(Problem("unknown_person", message, row=one.row))
    if one.mark not in MARKS:
        hint = Text("Write present, absent, excused or unknown.")
        message = Text("“%(mark)s” says nothing about attendance.", values)
        found.append(Problem("unknown_mark", message, hint, row=one.row))
    if one.on > today:
        found.append(Problem("in_the_future", Text("%(day)s has not come yet.", values), row=one.row))
    if group.starts_on and one.on < group.starts_on:
        found.append(Problem("before_start", Text("%(day)s is before the group began.", values), row=one.row))
    if group.ends_on and one.on > group.ends_on:
        found.append(Problem("after_end", Text("%(day)s is after the group ended.", values), row=one.row))
    return found


def _sessions(group: Group, days: set[date]) -> dict[date, int]:
    known = dict(Session.objects.filter(group=group, ordinal=1, on__in=days).values_list("on", "pk"))
    new = [Session(group=group, on=on, ordinal=1) for on in sorted(days - set(known))]
    made = Session.objects.bulk_create(new)
    return {**known, **{one.on: one.pk for one in made}}
