"""Two runs side by side: the differences only."""

from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.domain.matching.result import MatchResult


@dataclass(frozen=True, slots=True)
class Moved:
    """A candidate whose vacancies differ between two runs."""

    candidate: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refilled:
    """A vacancy whose number of placed people differs."""

    vacancy: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the second run has more (positive) or less than the first, and who is concerned."""

    placed: int
    value: float
    moved: tuple[Moved, ...]
    refilled: tuple[Refilled, ...]

    @property
    def is_same(self) -> bool:
        """Whether both runs propose the same pairs."""
        return not self.moved


def compare(before: MatchResult, after: MatchResult) -> Comparison:
    """The differences from one run to another."""
    first, second = _by_candidate(before), _by_candidate(after)
    moved = tuple(
        Moved(key, first.get(key, ()), second.get(key, ()))
        for key in sorted(first.keys() | second.keys())
        if first.get(key) != second.get(key)
    )
    one, other = _filled(before), _filled(after)
    refilled = tuple(
        Refilled(key, one.get(key, 0), other.get(key, 0))
        for key in sorted(one.keys() | other.keys())
        if one.get(key) != other.get(key)
    )
    value = after.certificate.value - before.certificate.value
    return Comparison(after.placed - before.placed, value, moved, refilled)


def _by_candidate(result: MatchResult) -> Mapping[str, tuple[str, ...]]:
    got: dict[str, tuple[str, ...]] = {}
    for one in result.placements:
        got[one.candidate] = (*got.get(one.candidate, ()), one.vacancy)
    return got


def _filled(result: MatchResult) -> Mapping[str, int]:
    filled: dict[str, int] = {}
    for one in result.placements:
        filled[one.vacancy] = filled.get(one.vacancy, 0) + 1
    return filled
