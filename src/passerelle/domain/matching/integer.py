"""Whole placements: the relaxation when it is whole, else branch and bound over the pairs that can matter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from passerelle.domain.matching import duals, linear, pricing
from passerelle.domain.matching.branching import Effort, Found, Limits, Problem, dive, search
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow

EXACT_EDGES = 50_000  # up to here the gap is driven to 0; above, to LARGE_GAP unless the relaxation is whole
LARGE_GAP = 1e-3
NEAR = 3e-4  # a dive this close ends the diving
SMALL = 2_000  # pairs of a graph that is searched whole at once
PROBE = 8_000  # pairs of the hopeful search when no dive found an answer
NODES = 200  # most branches of a search of a large graph: stops never depend on the clock
DIVE_NODES = 20


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """A choice in gains with its bound."""

    chosen: Ints
    value: float
    bound: float
    prices: Floats
    multipliers: Floats
    method: str

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
    digits = 0 if step in (0.0, 1.0) else round(-np.log10(step))
    return round(float(np.floor(bound / step + 1e-4) * step), digits) if step else bound


def total(gains: Floats, chosen: Ints) -> float:
    """The sum of gains, rounded to the step of the scores so that it prints as it should."""
    step = grain(gains)
    value = float(gains[chosen].sum())
    return round(value, round(-np.log10(step))) + 0.0 if step else value


def optimise(
    graph: Graph, gains: Floats, rows: Sequence[RuleRow], effort: Effort, start: Floats | None = None
) -> Optimum | None:
    """The best whole choice under places and rows, or ``None`` when there is none."""
    relaxed = pricing.relax(graph, gains, rows, start) if graph.size else _no_pairs(graph, rows)
    if relaxed is None:
        return None
    prices, multipliers = fixed(relaxed.prices, gains), fixed(relaxed.multipliers, gains)
    reduced = duals.reduced_gains(graph, gains, rows, prices=prices, multipliers=multipliers)
    limit = duals.bound(graph, rows, reduced, prices=prices, multipliers=multipliers)
    root = Optimum(relaxed.chosen, 0.0, sharpen(limit, gains), prices, multipliers, "linear")
    if relaxed.whole and not any(row.violated(relaxed.chosen) for row in rows):
        return settle(replace(root, value=total(gains, relaxed.chosen)))
    return _branch((graph, gains, rows), effort, root, relaxed)


def fixed(prices: Floats, gains: Floats) -> Floats:
    """Prices as fixed-point numbers of nine decimals, so that their proof can be summed in whole numbers.

    Scores without a common step are floats anyway; their prices keep twelve decimals.
    """
    return np.round(prices, 9 if grain(gains) else 12)


def _no_pairs(graph: Graph, rows: Sequence[RuleRow]) -> linear.Relaxed | None:
    if any(row.limit < 0 for row in rows):
        return None
    nothing = np.zeros(0)
    return linear.Relaxed(
        np.zeros(0, dtype=np.int64), nothing, np.zeros(graph.places.size), np.zeros(len(rows)), 0.0
    )


def settle(optimum: Optimum) -> Optimum:
    """Where bound and value differ by rounding of floats alone they are the same number."""
    return replace(optimum, bound=optimum.value) if optimum.gap < 1e-9 else optimum


def _branch(problem: Problem, effort: Effort, root: Optimum, relaxed: linear.Relaxed) -> Optimum | None:
    """Dive, or search the likely pairs; the value then rules out every pair whose loss is too large."""
    graph, gains, rows = problem
    exact = graph.size <= EXACT_EDGES
    limits = Limits(effort.gap if exact else max(effort.gap, LARGE_GAP), effort, None if exact else NODES)
    loss = pricing.losses(graph, gains, rows, prices=root.prices, multipliers=root.multipliers)
    best: Optimum | None = None
    if graph.size > SMALL:
        for chosen in dive(problem, relaxed, loss, Limits(0.0, effort, DIVE_NODES)):
            best = _better(best, chosen, root, gains)
            if exact or best.gap <= NEAR:
                break
    columns, found = np.zeros(0, dtype=np.int64), Found(None, np.inf, False)
    while best is None or best.gap > limits.gap:
        needed = _needed(loss, root, best)
        if np.isin(needed, columns, assume_unique=True).all() and columns.size:
            return _conclude(best, found, gains)
        columns = needed if best is not None or columns.size else _likely(loss, PROBE)
        found = search(graph, gains, rows, columns, limits)
        best = best if found.chosen is None else _better(best, found.chosen, root, gains)
        if found.stopped:
            return best or _fallback(graph, gains, rows, root)
    return settle(best)


def _needed(loss: Floats, root: Optimum, best: Optimum | None) -> Ints:
    """The pairs that a better choice than ``best`` could hold: forcing any other costs the whole room."""
    return np.flatnonzero(loss <= (np.inf if best is None else root.bound - best.value) + 1e-6)


def _likely(loss: Floats, count: int) -> Ints:
    """The pairs with the smallest losses, about ``count`` of them and all that tie with the last."""
    return np.flatnonzero(loss <= np.partition(loss, min(count, loss.size) - 1)[min(count, loss.size) - 1])


def _better(best: Optimum | None, chosen: Ints, root: Optimum, gains: Floats) -> Optimum:
    value = total(gains, chosen)
    if best is not None and value <= best.value:
        return best
    return replace(root, chosen=chosen, value=value, method="branch-and-bound")


def _fallback(graph: Graph, gains: Floats, rows: Sequence[RuleRow], root: Optimum) -> Optimum | None:
    """Stopped with nothing in hand: place nobody, or, where floors forbid it, the first valid answer."""
    chosen: Ints | None = np.zeros(0, dtype=np.int64)
    if any(row.limit < 0 for row in rows):
        nothing = np.zeros(graph.size)
        chosen = search(graph, nothing, rows, np.arange(graph.size), Limits(0.0, Effort())).chosen
    if chosen is None:
        return None
    return replace(root, chosen=chosen, value=total(gains, chosen), method="branch-and-bound")


def _conclude(best: Optimum | None, found: Found, gains: Floats) -> Optimum | None:
    """The search covered every pair that matters: its bound holds for the whole graph."""
    if best is None:
        return None
    proven = min(best.bound, max(best.value, sharpen(found.bound, gains)))
    return settle(replace(best, bound=proven))
