"""Every pair's score and gate counts in dense tables, block by block; equals the reference bit for bit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching.eligibility import Registry, register
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import CandidateProfile, VacancyProfile, tenths
from passerelle.domain.matching.scoring import (
    SAME,
    TENTHS,
    WISH_UNIT,
    WISHES,
    YEARS_COUNTED,
    Scale,
    nearness,
    rarity,
    shared_out,
)
from passerelle.domain.schemes.scheme import PARTS

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Bools = NDArray[np.bool_]
BLOCK = 512  # candidates at a time: the working tables stay small


Numbers = NDArray[np.float64] | NDArray[np.int64] | NDArray[np.int32]
Rows = slice | NDArray[np.intp]


def _pattern(assessed: Sequence[Bools]) -> NDArray[np.intp]:
    pattern = np.zeros(assessed[0].shape, dtype=np.intp)
    for bit, flags in enumerate(assessed):
        pattern |= flags.astype(np.intp) << bit
    return pattern


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Both sides as arrays, indices in the order of the inputs; known-flags beside each fact."""

    scale: Scale
    skills: tuple[str, ...]
    holds: Bools  # candidates x skills asked
    weights: NDArray[np.float32]  # skills x vacancies: rarity where asked
    whole: Int64  # per vacancy: rarity of all its skills
    knows: dict[str, Bools]  # part -> candidates whose fact is known
    states: dict[str, Bools]  # part -> vacancies whose fact is known
    near: Int32  # candidates x distinct occupations: per cent
    occupation: NDArray[np.intp]
    wish: Int32  # candidates x distinct countries: sixtieths
    country: NDArray[np.intp]
    years: Int32
    years_min: Int32
    shares: Int32  # pattern of assessed parts x part: points

    def assessed(self, rows: Rows) -> list[Bools]:
        """For each part in order: the pairs where both sides' facts are known."""
        return [self.knows[part][rows, None] & self.states[part][None, :] for part in PARTS]

    def skill_points(self, rows: Rows) -> Int64:
        """The most that the skills part can give at each pair."""
        points: Int64 = self.shares[:, 0][_pattern(self.assessed(rows))].astype(np.int64)
        return points

    @property
    def asks_skill(self) -> Bools:
        """Vacancies where a shared skill is a condition."""
        return (self.whole > 0) & (self.scale.weights["skills"] > 0)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Dense tables candidates x vacancies.

    ``score`` is -1 where the pair cannot be assessed; ``failing`` and ``unknown`` count confirmed
    requirements; ``shares`` tells whether a skill is shared where one must be.
    """

    registry: Registry
    sides: Sides
    score: NDArray[np.int16]
    failing: NDArray[np.uint8]
    unknown: NDArray[np.uint8]
    shares: Bools

    @property
    def eligible(self) -> Bools:
        """All confirmed gates met."""
        return np.asarray((self.failing == 0) & (self.unknown == 0))

    @property
    def blind(self) -> Bools:
        """No gate is failed, yet a gate or the skills cannot be assessed."""
        return np.asarray((self.failing == 0) & ((self.unknown > 0) | (self.score < 0)))

    @property
    def feasible(self) -> Bools:
        """Pairs that may be placed: gates met, assessable, a skill shared."""
        return self.eligible & (self.score >= 0) & self.shares


def tabulate(inputs: MatchInputs, tick: Callable[[float], None]) -> Pairs:
    """Score and gate every pair; ``tick`` hears the share done and may raise to stop."""
    registry, sides = register(inputs), arrange(inputs)
    shape = len(inputs.candidates), len(inputs.vacancies)
    pairs = Pairs(
        registry,
        sides,
        np.full(shape, -1, dtype=np.int16),
        np.zeros(shape, dtype=np.uint8),
        np.zeros(shape, dtype=np.uint8),
        np.zeros(shape, dtype=bool),
    )
    for start in range(0, shape[0], BLOCK):
        tick(start / shape[0])
        rows = slice(start, start + BLOCK)
        pairs.failing[rows], pairs.unknown[rows] = registry.counts(rows)
        pairs.score[rows], pairs.shares[rows] = score_block(sides, rows)
    return pairs


def score_block(sides: Sides, rows: Rows) -> tuple[NDArray[np.int16], Bools]:
    """Scores (-1: cannot be assessed) and the shared-skill condition for some candidates, at every vacancy."""
    common = (sides.holds[rows].astype(np.float32) @ sides.weights).astype(np.int64)
    assessed = sides.assessed(rows)
    pattern = _pattern(assessed)
    years = np.clip((sides.years[rows, None] - sides.years_min[None, :]) // TENTHS, 0, YEARS_COUNTED)
    fractions: tuple[tuple[Int64 | Int32, Int64 | int], ...] = (
        (np.where(sides.whole > 0, common, 1), np.maximum(sides.whole, 1)),
        (sides.near[rows][:, sides.occupation], SAME),
        (sides.wish[rows][:, sides.country], WISH_UNIT),
        (years, YEARS_COUNTED),
    )
    total = np.zeros(common.shape, dtype=np.int32)
    for bit, (up, down) in enumerate(fractions):
        total += np.where(
            assessed[bit], whole_points(sides.shares[:, bit].astype(np.float64)[pattern], up, down), 0
        )
    blind = sides.shares.sum(axis=1)[pattern] == 0
    if sides.scale.weights["skills"] > 0:
        blind |= ~assessed[0]
    total[blind] = -1
    return total.astype(np.int16), (common > 0) | ~sides.asks_skill


def whole_points(most: Numbers, up: Numbers, down: Numbers | int) -> NDArray[np.int32]:
    """``most * up // down`` by floating division, which is several times faster and here exact.

    The products stay below 2**53 and a quotient of at most 10,000 that is no whole number is at least
    1 / down away from one, far beyond the rounding of a double.
    """
    return np.asarray(most * up / down).astype(np.int32)


def arrange(inputs: MatchInputs) -> Sides:
    """Both sides as arrays."""
    candidates, vacancies = inputs.candidates, inputs.vacancies
    scale = scale_of(inputs)
    skills = tuple(scale.rarity)
    weights, whole = _asked_weights(vacancies, scale, skills)
    jobs, occupation = _distinct([vacancy.occupation for vacancy in vacancies])
    lands, country = _distinct([vacancy.country for vacancy in vacancies])
    return Sides(
        scale=scale,
        skills=skills,
        holds=_holds(candidates, skills),
        weights=weights,
        whole=whole,
        knows=_known(candidates, ("skills", "occupations", "countries", "years")),
        states=_known(vacancies, ("skills", "occupation", "country", "years_min")),
        near=_nearness(candidates, jobs, scale),
        occupation=occupation,
        wish=_wishes(candidates, lands),
        country=country,
        years=_tenths([one.years for one in candidates]),
        years_min=_tenths([one.years_min for one in vacancies]),
        shares=_patterns(scale),
    )


def scale_of(inputs: MatchInputs) -> Scale:
    """The weights, rarities and codes by which every pair of a run is measured."""
    return Scale(inputs.scheme.weights, rarity(inputs.vacancies), inputs.isco_of)


def _patterns(scale: Scale) -> Int32:
    """Points per part for each of the 16 patterns of parts assessed; bit k stands for part k."""
    chosen = [[part for bit, part in enumerate(PARTS) if mask >> bit & 1] for mask in range(1 << len(PARTS))]
    shared = [shared_out(scale.weights, parts) for parts in chosen]
    return np.array([[points[part] for part in PARTS] for points in shared], dtype=np.int32)


def _known(
    side: Sequence[CandidateProfile] | Sequence[VacancyProfile], facts: tuple[str, ...]
) -> dict[str, Bools]:
    return {
        part: np.array([getattr(one, fact) is not None for one in side], dtype=bool)
        for part, fact in zip(PARTS, facts, strict=True)
    }


def _holds(candidates: Sequence[CandidateProfile], skills: tuple[str, ...]) -> Bools:
    place = {skill: index for index, skill in enumerate(skills)}
    holds = np.zeros((len(candidates), len(skills)), dtype=bool)
    for row, candidate in enumerate(candidates):
        holds[row, [place[skill] for skill in candidate.skills or () if skill in place]] = True
    return holds


def _asked_weights(
    vacancies: Sequence[VacancyProfile], scale: Scale, skills: tuple[str, ...]
) -> tuple[NDArray[np.float32], Int64]:
    place = {skill: index for index, skill in enumerate(skills)}
    weights = np.zeros((len(skills), len(vacancies)), dtype=np.float32)
    for column, vacancy in enumerate(vacancies):
        for skill in vacancy.skills or ():
            weights[place[skill], column] = scale.rarity[skill]
    return weights, weights.sum(axis=0).astype(np.int64)


def _distinct(values: Sequence[str | None]) -> tuple[list[str], NDArray[np.intp]]:
    kinds = sorted({value or "" for value in values})
    place = {value: index for index, value in enumerate(kinds)}
    return kinds, np.array([place[value or ""] for value in values], dtype=np.intp)


def _nearness(candidates: Sequence[CandidateProfile], jobs: Sequence[str], scale: Scale) -> Int32:
    held = sorted({one for candidate in candidates for one in candidate.occupations or ()})
    place = {one: index for index, one in enumerate(held)}
    table = np.array([[nearness(one, job, scale.isco_of) for job in jobs] for one in held], dtype=np.int32)
    near = np.zeros((len(candidates), len(jobs)), dtype=np.int32)
    for row, candidate in enumerate(candidates):
        if candidate.occupations:
            near[row] = table[[place[one] for one in candidate.occupations]].max(axis=0)
    return near


def _wishes(candidates: Sequence[CandidateProfile], lands: Sequence[str]) -> Int32:
    place = {land: index for index, land in enumerate(lands)}
    wish = np.zeros((len(candidates), len(lands)), dtype=np.int32)
    for row, candidate in enumerate(candidates):
        for land, worth in zip(candidate.countries or (), WISHES, strict=False):
            if land in place:
                wish[row, place[land]] = max(worth, wish[row, place[land]])
    return wish


def _tenths(years: Sequence[float | None]) -> Int32:
    return np.array([tenths(one) or 0 for one in years], dtype=np.int32)
