"""What may be wrong with results, said for each person."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from passerelle.actions.training.reach import refusal
from passerelle.domain.classifications import cefr
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.training.models import Enrolment


class _Result(Protocol):
    """What the checks read of a result."""

    @property
    def person(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def row(self) -> int | None: ...
    @property
    def score(self) -> object: ...
    @property
    def score_of(self) -> object: ...


def must_hold(
    results: Sequence[_Result], people: Mapping[str, Enrolment], *, issued_on: date, today: date
) -> None:
    """Refuse with every problem found; nothing is written then."""
    if issued_on > today:
        message = Text("%(day)s has not come yet.", {"day": issued_on})
        raise refusal("result_in_the_future", message, column="issued_on")
    if not results:
        raise refusal("nobody", Text("No result was given."), Text("Give at least one."))
    persons = Counter(people[one.person].pk for one in results if one.person in people)
    problems = [problem for one in results for problem in _problems(one, people, persons)]
    if problems:
        raise Refused(problems)


def _problems(one: _Result, people: Mapping[str, Enrolment], persons: Mapping[int, int]) -> Collection[Problem]:
    values = {"person": one.person, "level": one.level}
    found = []
    if one.person not in people:
        message = Text("%(person)s has no seat in this group.", values)
        found.append(Problem("unknown_person", message, row=one.row))
    elif persons[people[one.person].pk] > 1:
        message = Text("%(person)s is named more than once.", values)
        found.append(Problem("said_twice", message, Text("Keep one line for each person."), row=one.row))
    if one.level and not cefr.is_valid(one.level):
        message = Text("“%(level)s” is no level.", values)
        found.append(Problem("unknown_level", message, Text("Write a level such as B1."), row=one.row))
    if one.score is not None and (one.score_of is None or not 0 <= one.score <= one.score_of):  # type: ignore[operator]
        hint = Text("Write the score and what it is out of, such as 72 of 100.")
        message = Text("The score of %(person)s is not within its scale.", values)
        found.append(Problem("score_out_of_scale", message, hint, row=one.row))
    return found
