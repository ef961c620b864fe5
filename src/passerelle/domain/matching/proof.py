"""A choice with its bound, and the arithmetic of bounds: steps of the scores, fixed-point prices, gaps."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from passerelle.domain.matching import duals
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow
from passerelle.domain.matching.linear import Relaxed


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """A choice in gains with its bound; ``near`` are pairs from which a similar run may start."""

    chosen: Ints
    value: float
    bound: float
    prices: Floats
    multipliers: Floats
    method: str
    near: Ints | None = None

    @property
    def gap(self) -> float:
        """Distance of bound and value, relative to the value (or to 1)."""
        return abs(self.bound - self.value) / max(1.0, abs(self.value))


def grain(gains: Floats) -> float:
    """The step that every sum of these gains is a multiple of: 1, 0.1 ... 1e-6, or 0 when there is none."""
    for digits in range(7):
        scaled = gains * 10.0**digits
        if np.all(np.abs(scaled - np.round(scaled)) < 1e-9 * np.maximum(1.0, np.abs(scaled))):
            return float(10.0**-digits)
    return 0.0


def sharpen(bound: float, gains: Floats) -> float:
    """The largest value at or below ``bound`` that a sum of these gains can take."""
    step = grain(gains)
    if not step or not np.isfinite(bound):
        return bound
    digits = 0 if step == 1.0 else round(-np.log10(step))
    return round(float(np.floor(bound / step + 1e-4) * step), digits)


def total(gains: Floats, chosen: Ints) -> float:
    """The sum of gains, rounded to the step of the scores so that it prints as it should."""
    step = grain(gains)
    value = math.fsum(gains[chosen].tolist())
    return round(value, round(-np.log10(step))) + 0.0 if step else value


def fixed(prices: Floats, gains: Floats) -> Floats:
    """Prices as fixed-point numbers of nine decimals, so that their proof can be summed in whole numbers.

    Scores without a common step are floats anyway; their prices keep twelve decimals.
    """
    return np.round(prices, 9 if grain(gains) else 12)


def room(gap: float, value: float) -> float:
    """The distance from a value that a relative gap allows; never less than rounding."""
    return max(gap, 1e-12) * max(1.0, abs(value))


def settle(optimum: Optimum) -> Optimum:
    """Where bound and value differ by rounding of floats alone they are the same number."""
    return replace(optimum, bound=optimum.value) if optimum.gap < 1e-9 else optimum


def better(best: Optimum | None, chosen: Ints, root: Optimum, gains: Floats) -> Optimum:
    """The better of the best so far and another choice."""
    value = total(gains, chosen)
    if best is not None and value <= best.value:
        return best
    return replace(root, chosen=chosen, value=value, method="branch-and-bound")


def root_of(problem: tuple[Graph, Floats, Sequence[RuleRow]], relaxed: Relaxed) -> Optimum:
    """The bound that a relaxation proves; its choice is rounded and may break rules."""
    graph, gains, rows = problem
    prices, multipliers = fixed(relaxed.prices, gains), fixed(relaxed.multipliers, gains)
    reduced = duals.reduced_gains(graph, gains, rows, prices=prices, multipliers=multipliers)
    limit = duals.bound(graph, rows, reduced, prices=prices, multipliers=multipliers)
    bound = sharpen(limit, gains)
    return Optimum(relaxed.chosen, 0.0, bound, prices, multipliers, "linear")
