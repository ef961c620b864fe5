"""Counts of people that may be told to whoever may not read the people themselves.

A count of 1 to 9 is not told: at pilot size it shows people, not a trend. Nor is a count from which, with those
told beside it, one not told could be worked out.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALL = 10
Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum(Generic[Cell]):
    """A total and the parts that make it up; every part belongs to it, also one that no page shows."""

    total: Cell
    parts: tuple[Cell, ...]


def is_small(count: int) -> bool:
    """Whether a count shows people: 1 to 9; none at all shows nobody."""
    return 0 < count < SMALL


def hidden(counts: Mapping[Cell, int], sums: Iterable[Sum[Cell]], unshown: Iterable[Cell] = ()) -> set[Cell]:
    """The cells not to tell. ``unshown`` stand on no page, but follow from the others of their sum."""
    never = set(unshown)
    kept = {cell for cell, count in counts.items() if is_small(count)} | never
    found = tuple(sums)
    while more := _next(counts, found, kept):
        kept.add(more[0])
    return kept - never


def _next(counts: Mapping[Cell, int], sums: Iterable[Sum[Cell]], kept: set[Cell]) -> tuple[Cell, ...]:
    """One more cell to hide: the smallest part of a sum that would give away what it hides."""
    for one in sums:
        told = [cell for cell in one.parts if cell not in kept and counts[cell]]
        if told and _gives_away(counts, one, kept):
            return (min(told, key=lambda cell: (counts[cell], str(cell))),)
    return ()


def _gives_away(counts: Mapping[Cell, int], one: Sum[Cell], kept: set[Cell]) -> bool:
    parts = [cell for cell in one.parts if cell in kept and counts[cell]]
    if one.total in kept:
        return not parts  # all its parts are told: they add up to it
    return is_small(sum(counts[cell] for cell in parts))
