"""What a synthetic person can do: drawn from the occupations' own skills, never from sex, age or origin."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.domain.classifications import cefr, seed
from passerelle.domain.classifications.concepts import Need
from passerelle.domain.population.setting import AT_WORK, BROUGHT, FIRST, WISHED, Setting

# How often a column is empty in lists of this kind; within the 3 to 15 % seen in real ones.
UNKNOWN = {
    "occupations": 0.03, "skills": 0.05, "languages": 0.06, "eqf": 0.09, "years": 0.08,
    "countries": 0.12, "available_from": 0.07, "licences": 0.15,
}  # fmt: skip
LEVEL_UNKNOWN = 0.10
# EQF levels by the major group of the occupation, and their weights.
EQF: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "1": ((5, 6, 7), (2, 5, 3)),
    "2": ((4, 5, 6, 7), (1, 3, 5, 3)),
    "3": ((4, 5, 6), (3, 5, 2)),
    "9": ((1, 2, 3, 4), (3, 4, 2, 1)),
}
EQF_ELSEWHERE = ((2, 3, 4, 5), (2, 4, 3, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The facts that the gates and the score may read; ``None`` is unknown, empty is known to be none."""

    occupations: tuple[str, ...] | None
    skills: tuple[str, ...] | None
    languages: tuple[tuple[str, str | None], ...] | None
    eqf: int | None
    years: int | None
    countries: tuple[str, ...] | None
    available_from: date | None
    licences: tuple[str, ...] | None


def profile_of(draw: random.Random, setting: Setting, country: str) -> Profile:
    """One person's profile; ``country`` is where the list comes from, the same for a whole list."""
    ability = draw.triangular(0.25, 0.95, 0.65)
    main, other = _trades(draw, setting)
    facts: dict[str, object] = {
        "occupations": _occupations(draw, main, other),
        "skills": _skills(draw, main, other, ability),
        "languages": _languages(draw, setting, country),
        "eqf": _eqf(draw, setting, main),
        "years": min(20, int(draw.expovariate(1 / 4))),
        "countries": _countries(draw, setting),
        "available_from": setting.opens + timedelta(days=draw.randrange(60, 330)),
        "licences": ("driving:B",) if draw.random() < 0.35 else (),
    }
    for name, share in UNKNOWN.items():
        if draw.random() < share:
            facts[name] = None
    return Profile(**facts)  # type: ignore[arg-type]  # the names above are the fields


def _trades(draw: random.Random, setting: Setting) -> tuple[str, str | None]:
    """The main occupation and perhaps another; who goes home to a business did other work abroad."""
    if setting.at_home:
        return draw.choice(setting.at_home), draw.choice(setting.abroad or setting.at_home)
    return draw.choice(setting.pool), draw.choice(setting.pool) if draw.random() < 0.2 else None


def _occupations(draw: random.Random, main: str, other: str | None) -> tuple[str, ...]:
    named: tuple[str, ...] = (main, other) if other and other != main else (main,)
    # Many lists say no more than the ISCO-08 group.
    if draw.random() < 0.1:
        named = tuple(dict.fromkeys(seed.occupations()[uri].isco for uri in named))
    return named


def _skills(draw: random.Random, main: str, other: str | None, ability: float) -> tuple[str, ...]:
    chances = dict.fromkeys(seed.skills_of(main, Need.OPTIONAL), ability * 0.3)
    if other:
        chances.update(dict.fromkeys(seed.skills_of(other), ability * 0.6))
    chances.update(dict.fromkeys(seed.skills_of(main), ability))
    return tuple(uri for uri, chance in chances.items() if draw.random() < chance)


def _languages(draw: random.Random, setting: Setting, country: str) -> tuple[tuple[str, str | None], ...]:
    first = FIRST.get(country, "en")
    wanted = dict.fromkeys([code for place in setting.destinations for code in AT_WORK.get(place, ())], 0.25)
    wanted.update(dict.fromkeys(setting.languages, 0.6))
    wanted.update({code: 0.85 for code, _ in setting.gate_languages})
    for code, share in BROUGHT.get(country, {first: 0.98}).items():
        wanted[code] = max(share, wanted.get(code, 0.0))
    needed = dict(setting.gate_languages)
    return tuple(
        (code, _level(draw, code == first, needed.get(code)))
        for code, share in wanted.items()
        if draw.random() < share
    )


def _level(draw: random.Random, is_first: bool, needed: str | None) -> str | None:
    if draw.random() < LEVEL_UNKNOWN:
        return None
    if is_first:
        return "C2" if draw.random() < 0.8 else "C1"
    middle = cefr.rank(needed) if needed else 3
    return cefr.level(min(6, max(1, round(draw.gauss(middle + 0.4, 1.1)))))


def _eqf(draw: random.Random, setting: Setting, main: str) -> int:
    if setting.scheme.unit in {"student", "intern"}:
        return draw.choices((5, 6, 7), (1, 6, 3))[0]
    levels, weights = EQF.get(seed.occupations()[main].isco[:1], EQF_ELSEWHERE)
    return draw.choices(levels, weights)[0]


def _countries(draw: random.Random, setting: Setting) -> tuple[str, ...]:
    near = list(setting.destinations)
    draw.shuffle(near)
    far = [code for code in WISHED if code not in near]
    draw.shuffle(far)
    wishes = [*near, *far] if draw.random() < 0.75 else [*far[:1], *near, *far[1:]]
    return tuple(wishes[: draw.choice((1, 2, 3, 3))])
