"""The score of one pair in plain whole numbers: the reference that the fast tables must equal bit for bit."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from passerelle.domain.classifications import isco
from passerelle.domain.matching.profiles import CandidateProfile, VacancyProfile, tenths
from passerelle.domain.schemes.scheme import FULL_WEIGHT, PARTS

# Nearness of two occupations in per cent: the same, the same unit group, one level up, two levels up.
SAME, BY_DISTANCE = 100, (80, 48, 20, 0, 0)
# A wish's worth in sixtieths of the whole: first 1, second 2/3, third 2/5.
WISHES, WISH_UNIT = (60, 40, 24), 60
YEARS_COUNTED, TENTHS = 5, 10  # each full year above the requirement is a fifth of the part


@dataclass(frozen=True, slots=True)
class Part:
    """One named part: its points, the most it could give here, and whether it could be assessed."""

    name: str
    points: int
    most: int
    assessed: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A pair's score with its parts; ``total`` is ``None`` when the pair cannot be assessed."""

    total: int | None
    parts: tuple[Part, ...]
    shared: tuple[str, ...]  # skills that both sides state
    missing: tuple[str, ...]  # skills asked that the candidate lacks
    shares_enough: bool  # at least one shared skill, where skills count and are asked

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts that could not be assessed."""
        return tuple(part.name for part in self.parts if not part.assessed)


@dataclass(frozen=True, slots=True)
class Scale:
    """What every pair of a run is measured by: the scheme's weights, skill rarities, ISCO by ESCO address."""

    weights: Mapping[str, int]
    rarity: Mapping[str, int]
    isco_of: Mapping[str, str] = field(default_factory=dict)


def rarity(vacancies: Iterable[VacancyProfile]) -> dict[str, int]:
    """The weight 1..255 of every skill asked: the fewer vacancies ask it, the more it tells."""
    asked = [set(vacancy.skills or ()) for vacancy in vacancies]
    asking = Counter(skill for skills in asked for skill in skills)
    return {skill: _rare(len(asked), count) for skill, count in sorted(asking.items())}


def _rare(vacancies: int, asking: int) -> int:
    return min(255, max(1, round(20 * math.log(vacancies / (asking + 1) + 1))))


def shared_out(weights: Mapping[str, int], assessed: Iterable[str]) -> dict[str, int]:
    """10,000 points over the assessed parts in proportion to their weights (largest remainder).

    Ties go to the earlier part. All zero when the assessed parts have no weight.
    """
    known = set(assessed)  # once: it may be a generator
    parts = [name for name in PARTS if name in known]
    whole = sum(weights[name] for name in parts)
    if whole == 0:
        return dict.fromkeys(PARTS, 0)
    shares = {name: FULL_WEIGHT * weights[name] // whole for name in parts}
    left = FULL_WEIGHT - sum(shares.values())
    by_remainder = sorted(parts, key=lambda name: -(FULL_WEIGHT * weights[name] % whole))
    for name in by_remainder[:left]:
        shares[name] += 1
    return {name: shares.get(name, 0) for name in PARTS}


def score_pair(candidate: CandidateProfile, vacancy: VacancyProfile, scale: Scale) -> Score:
    """The score of a candidate for a vacancy, 0..10,000, with every part by name."""
    asked = set(vacancy.skills or ())
    shared = asked & set(candidate.skills or ())
    fractions = {
        "skills": _skills(candidate, vacancy, scale),
        "occupation": _occupation(candidate, vacancy, scale.isco_of),
        "country": _country(candidate, vacancy),
        "experience": _experience(candidate, vacancy),
    }
    most = shared_out(scale.weights, (name for name, value in fractions.items() if value is not None))
    parts = tuple(_part(name, fractions[name], most[name]) for name in PARTS)
    blind = scale.weights["skills"] > 0 and fractions["skills"] is None
    total = None if blind or not any(most.values()) else sum(part.points for part in parts)
    enough = scale.weights["skills"] == 0 or bool(shared) or not asked
    return Score(total, parts, tuple(sorted(shared)), tuple(sorted(asked - shared)), enough)


def _part(name: str, fraction: tuple[int, int] | None, most: int) -> Part:
    if fraction is None:
        return Part(name, 0, 0, False)
    return Part(name, most * fraction[0] // fraction[1], most, True)


def _skills(candidate: CandidateProfile, vacancy: VacancyProfile, scale: Scale) -> tuple[int, int] | None:
    if candidate.skills is None or vacancy.skills is None:
        return None
    asked, held = set(vacancy.skills), set(candidate.skills)
    whole = sum(scale.rarity[skill] for skill in asked)
    # A vacancy known to require no skill misses none.
    return (sum(scale.rarity[skill] for skill in asked & held), whole) if whole else (1, 1)


def _occupation(
    candidate: CandidateProfile, vacancy: VacancyProfile, isco_of: Mapping[str, str]
) -> tuple[int, int] | None:
    if candidate.occupations is None or vacancy.occupation is None:
        return None
    wanted = vacancy.occupation
    return max((nearness(one, wanted, isco_of) for one in candidate.occupations), default=0), SAME


def nearness(one: str, other: str, isco_of: Mapping[str, str]) -> int:
    """Per cent of the occupation part for two occupations (ESCO addresses or ISCO-08 codes)."""
    if one == other:
        return SAME
    groups = [code if code.isdigit() else isco_of.get(code, "") for code in (one, other)]
    return BY_DISTANCE[isco.distance(*groups)]


def _country(candidate: CandidateProfile, vacancy: VacancyProfile) -> tuple[int, int] | None:
    if candidate.countries is None or vacancy.country is None:
        return None
    wishes = zip(candidate.countries, WISHES, strict=False)
    return max((worth for land, worth in wishes if land == vacancy.country), default=0), WISH_UNIT


def _experience(candidate: CandidateProfile, vacancy: VacancyProfile) -> tuple[int, int] | None:
    have, need = tenths(candidate.years), tenths(vacancy.years_min)
    if have is None or need is None:
        return None
    return max(0, min(YEARS_COUNTED, (have - need) // TENTHS)), YEARS_COUNTED
