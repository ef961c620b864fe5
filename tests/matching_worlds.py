"""Small seeded worlds for the tests of the matching run."""

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.schemes.scheme import Act, Gate, Rule, Scheme

WEIGHTS = {"skills": 5500, "occupation": 2500, "country": 1500, "experience": 500}
DAY = date(2026, 9, 1)
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
JOBS = ("2511", "2512", "2513", "2521", "3511", "http://data.europa.eu/esco/occupation/x")
ISCO = {"http://data.europa.eu/esco/occupation/x": "2512"}


def scheme(
    *,
    weights: dict[str, int] | None = None,
    gates: Sequence[Gate] = (),
    rules: Sequence[Rule] = (),
    objective: str = "score",
    **act: Any,
) -> Scheme:
    """An invented scheme; ``act`` holds the fields of its act."""
    return Scheme(
        code="try",
        name="A try",
        version="1",
        unit="worker",
        act=Act(**{"kind": "assignment", **act}),
        weights=weights or WEIGHTS,
        tracks=(),
        gates=tuple(gates),
        rules=tuple(rules),
        objective=objective,
        hypothetical=True,
    )


def candidate(roll: random.Random, key: str, skills: Sequence[str]) -> CandidateProfile:
    """A random candidate with gaps."""

    def perhaps(value: Any, share: float = 0.1) -> Any:
        return None if roll.random() < share else value

    return CandidateProfile(
        id=key,
        occupations=perhaps(tuple(roll.sample(JOBS, roll.randint(0, 2)))),
        skills=perhaps(tuple(sorted(roll.sample(skills, roll.randint(0, min(6, len(skills))))))),
        languages=perhaps(
            tuple((code, perhaps(roll.choice(LEVELS))) for code in roll.sample(("fr", "en", "nl"), 2))
        ),
        eqf=perhaps(roll.randint(0, 8)),
        years=perhaps(roll.choice((0, 1, 2.5, 4, 9))),
        countries=perhaps(tuple(roll.sample(("FR", "BE", "DE", "ES"), roll.randint(0, 4)))),
        available_from=perhaps(date(2026, roll.randint(1, 12), 1)),
        licences=perhaps(roll.choice(((), ("driving:B",), ("driving:B", "welding")))),
    )


def vacancy(roll: random.Random, key: str, skills: Sequence[str]) -> VacancyProfile:
    """A random vacancy with gaps."""

    def perhaps(value: Any, share: float = 0.3) -> Any:
        return None if roll.random() < share else value

    return VacancyProfile(
        id=key,
        posts=roll.choice((1, 1, 2)),
        employer=roll.choice(("acme", "bolt")),
        country=perhaps(roll.choice(("FR", "BE"))),
        occupation=perhaps(roll.choice(JOBS)),
        skills=perhaps(tuple(sorted(roll.sample(skills, roll.randint(0, min(6, len(skills)))))), 0.15),
        languages=perhaps(((roll.choice(("fr", "en")), roll.choice(LEVELS[:4])),), 0.6),
        eqf_min=perhaps(roll.choice((4, 5, 6)), 0.6),
        years_min=perhaps(roll.choice((0, 1, 2)), 0.5),
        licences=perhaps(("driving:B",), 0.8),
        start=perhaps(date(2026, roll.randint(3, 12), 1), 0.7),
    )


def world(seed: int, people: int = 12, posts: int = 5, **more: Any) -> MatchInputs:
    """Random inputs; ``more`` goes to the scheme."""
    roll = random.Random(seed)
    skills = [f"s{number}" for number in range(12)]
    candidates = tuple(candidate(roll, f"c{number:03}", skills) for number in range(people))
    groups = {
        one.id: GroupFacts(
            sex=roll.choice(("f", "m", None)),
            birth_date=roll.choice((date(1990, 5, 1), date(2001, 1, 1), None)),
            region=roll.choice(("MA-01", "MA-06", None)),
            nationality=roll.choice(("MA", "SN", None)),
        )
        for one in candidates
    }
    return MatchInputs(
        scheme=scheme(**more),
        candidates=candidates,
        vacancies=tuple(vacancy(roll, f"v{number:02}", skills) for number in range(posts)),
        on=DAY,
        groups=groups,
        isco_of=ISCO,
    )
