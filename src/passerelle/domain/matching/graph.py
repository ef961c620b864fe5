"""The solver's three shapes: a graph of allowed pairs, rows of rules, and an answer with its proof."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Sense = Literal["max", "min"]
Status = Literal["optimal", "stopped", "infeasible"]

TOLERANCE = 1e-6  # how far a rule's sum may pass its limit (docs/formats.md)


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Allowed pairs as parallel arrays; indices are 0-based int64, a pair occurs once.

    ``places`` counts what a post can take, ``allowance`` how many posts a candidate may get.
    """

    candidate: Ints
    post: Ints
    score: Floats
    places: Ints
    allowance: Ints

    @property
    def size(self) -> int:
        """Number of pairs."""
        return int(self.candidate.size)

    def part(self, edges: Ints) -> "Graph":
        """The same candidates and posts with only these pairs, in this order."""
        return Graph(self.candidate[edges], self.post[edges], self.score[edges], self.places, self.allowance)


@dataclass(frozen=True, slots=True, eq=False)
class RuleRow:
    """One group of one rule: the sum of coefficients over the chosen ``edges`` is at most ``limit``.

    A floor is stored negated and a share as ``limit x placed - placed in the share <= 0``; ``used`` and
    ``shown_limit`` give the natural direction, for which ``kind``, the author's ``stated`` limit and the
    pairs in the ``share`` are kept.
    """

    rule: str
    group: str
    edges: Ints
    coefficients: Floats
    limit: float
    kind: str = "cap"
    stated: float | None = None
    share: Ints | None = None

    @property
    def shown_limit(self) -> float:
        """The limit as the rule's author wrote it."""
        if self.stated is not None:
            return self.stated
        return -self.limit if self.kind == "floor" else self.limit

    def load(self, chosen: Ints) -> float:
        """The left-hand side in the stored direction for the chosen edge indices."""
        return float(self.coefficients[np.isin(self.edges, chosen)].sum())

    def used(self, chosen: Ints) -> float | None:
        """The left-hand side in the natural direction; a share is ``None`` when nobody is placed."""
        if self.share is None:
            load = self.load(chosen)
            return -load + 0.0 if self.kind == "floor" else load
        placed = int(np.isin(self.edges, chosen).sum())
        return int(np.isin(self.share, chosen).sum()) / placed if placed else None

    def violated(self, chosen: Ints) -> bool:
        """Whether the chosen edges break the row by more than the tolerance."""
        return self.load(chosen) > self.limit + TOLERANCE


def _none() -> Floats:
    return np.zeros(0)


def _no_pairs() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """What was chosen and what proves it.

    ``value`` and ``bound`` are in the sense asked for (a lower bound when minimising).
    ``prices`` (one per post), ``multipliers`` (one per row) and ``profits`` (one per candidate: the
    worth of one unit of allowance) are duals of the score stage, in gains (negated scores when
    minimising). Under placements first, ``most`` is the largest number of placements,
    ``floor_price`` the dual of "at least ``most`` placements", and ``count_prices`` and
    ``count_multipliers`` prove ``most`` the same way. ``near`` are pairs from which the solve of a similar
    problem over the same pairs may start (empty: none are known).
    """

    status: Status
    chosen: Ints
    value: float
    bound: float
    gap: float
    method: str
    prices: Floats
    multipliers: Floats
    profits: Floats
    clash: list[str] = field(default_factory=list)
    most: int | None = None
    most_bound: float = 0.0
    floor_price: float = 0.0
    count_prices: Floats = field(default_factory=_none)
    count_multipliers: Floats = field(default_factory=_none)
    near: Ints = field(default_factory=_no_pairs)
