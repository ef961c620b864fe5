"""Invented ranked lists for an allotment: points, wishes and the other side's rankings; seeded, synthetic."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

WISHES = (1, 5)  # how many vacancies somebody names: an assumption, nobody published it
POINTS = (40.0, 100.0)


@dataclass(frozen=True, slots=True)
class RankedApplicant:
    """An invented applicant; ``choices`` as (vacancy, own rank, the vacancy's rank of the applicant)."""

    number: str
    points: float
    choices: tuple[tuple[str, int, int], ...]

    def as_line(self) -> str:
        """The line that a manager types or pastes on the quota's page."""
        wishes = "|".join(":".join(map(str, choice)) for choice in self.choices)
        return f"{self.number};1;{self.points};;{wishes}"


def ranked_applicants(numbers: Sequence[str], vacancies: Sequence[str], seed: int) -> list[RankedApplicant]:
    """Each names one to five vacancies; each vacancy ranks who named it, mostly by points."""
    drawn = random.Random(seed)  # not a secret: the same lists each time
    points = {number: round(drawn.uniform(*POINTS), 2) for number in numbers}
    most = min(WISHES[1], len(vacancies))
    wishes = {number: drawn.sample(list(vacancies), drawn.randint(WISHES[0], most)) for number in numbers}
    judged: dict[str, list[tuple[float, str]]] = {vacancy: [] for vacancy in vacancies}
    for number in numbers:
        for vacancy in wishes[number]:
            judged[vacancy].append((-points[number] + drawn.gauss(0, 8), number))
    ranks = {
        (vacancy, number): place
        for vacancy, listed in judged.items()
        for place, (_, number) in enumerate(sorted(listed), start=1)
    }
    return [
        RankedApplicant(
            number,
            points[number],
            tuple(
                (vacancy, place, ranks[vacancy, number])
                for place, vacancy in enumerate(wishes[number], start=1)
            ),
        )
        for number in numbers
    ]
