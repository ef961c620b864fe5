"""The gates of all pairs at once: a distinct test is asked once per distinct fact, then counted by products."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching.asking import requirements_of
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.requirements import Facts, Requirement, Test, Verdict, assess

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """The tests in a fixed order, what each vacancy requires, and each candidate's answers.

    ``not_met`` and ``unknown`` are candidates x tests; ``asked`` is tests x vacancies and holds what
    counts (confirmed requirements) only.
    """

    tests: tuple[Test, ...]
    requirements: tuple[tuple[Requirement, ...], ...]
    asked: Bools
    not_met: Bools
    unknown: Bools
    people: tuple[Facts, ...]

    def counts(self, rows: slice) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """For a block of candidates: how many confirmed requirements fail, how many cannot be assessed."""
        asked = self.asked.astype(np.float32)
        failing = self.not_met[rows].astype(np.float32) @ asked
        unknown = self.unknown[rows].astype(np.float32) @ asked
        return _small(failing), _small(unknown)


def _small(counts: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.minimum(counts, 255).astype(np.uint8)


def register(inputs: MatchInputs) -> Registry:
    """Collect every requirement of a run and answer all of them for every candidate."""
    requirements = tuple(requirements_of(inputs, vacancy) for vacancy in inputs.vacancies)
    counting = [{one.test for one in asked if one.confirmed} for asked in requirements]
    tests = tuple(sorted(set().union(*counting)))
    place = {test: index for index, test in enumerate(tests)}
    asked = np.zeros((len(tests), len(requirements)), dtype=bool)
    for vacancy, posed in enumerate(counting):
        asked[[place[test] for test in posed], vacancy] = True
    people = facts_of(inputs)
    not_met, unknown = answers(tests, people)
    return Registry(tests, requirements, asked, not_met, unknown, people)


def facts_of(inputs: MatchInputs) -> tuple[Facts, ...]:
    """The facts of every candidate, in the order of the inputs."""
    return tuple(
        Facts(profile, inputs.group(profile.id), inputs.on, inputs.isco_of) for profile in inputs.candidates
    )


def answers(tests: Sequence[Test], people: Sequence[Facts]) -> tuple[Bools, Bools]:
    """Candidates x tests: who does not meet one, and for whom it cannot be assessed."""
    not_met = np.zeros((len(people), len(tests)), dtype=bool)
    unknown = np.zeros((len(people), len(tests)), dtype=bool)
    grouped: dict[tuple[str, str], tuple[list[Facts], NDArray[np.intp]]] = {}
    for column, test in enumerate(tests):
        kind = (test.kind, test.what if test.kind == "language" else "")
        if kind not in grouped:
            grouped[kind] = distinct(test, people)
        shown, inverse = grouped[kind]
        verdicts = [assess(test, facts).verdict for facts in shown]
        not_met[:, column] = np.array([one is Verdict.NOT_MET for one in verdicts], dtype=bool)[inverse]
        unknown[:, column] = np.array([one is Verdict.UNKNOWN for one in verdicts], dtype=bool)[inverse]
    return not_met, unknown


def distinct(test: Test, people: Sequence[Facts]) -> tuple[list[Facts], NDArray[np.intp]]:
    """One person for each distinct fact that a test's kind reads, and for everyone the index of theirs."""
    read = _READS[test.kind]
    place: dict[Hashable, int] = {}
    shown: list[Facts] = []
    inverse = np.zeros(len(people), dtype=np.intp)
    for index, facts in enumerate(people):
        fact = read(facts, test)
        if fact not in place:
            place[fact] = len(shown)
            shown.append(facts)
        inverse[index] = place[fact]
    return shown, inverse


def _of_language(facts: Facts, test: Test) -> Hashable:
    known = facts.profile.languages
    return None if known is None else tuple(level for code, level in known if code == test.what)


_READS: Mapping[str, Callable[[Facts, Test], Hashable]] = {
    "language": _of_language,
    "eqf": lambda facts, test: facts.profile.eqf,
    "experience": lambda facts, test: facts.profile.years,
    "licence": lambda facts, test: facts.profile.licences,
    "availability": lambda facts, test: facts.profile.available_from,
    "age": lambda facts, test: facts.group.birth_date,
    "origin": lambda facts, test: facts.group.nationality,
    "residence": lambda facts, test: facts.group.region,
    "occupation": lambda facts, test: facts.profile.occupations,
    "route": lambda facts, test: None,
}
