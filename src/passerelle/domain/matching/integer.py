"""Whole placements: the relaxation when it is whole, else branch and bound over the pairs that can matter."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from passerelle.domain.matching import duals, linear, pricing
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow

EXACT_EDGES = 50_000  # up to here the gap is driven to 0; above, to LARGE_GAP unless the relaxation is whole
LARGE_GAP = 1e-4
PROBES = (2_000, 8_000)  # pairs of the first, hopeful searches: small ones end soon and are often enough
NODES = 20_000  # most branches on large graphs, so that a stop never depends on the clock


@dataclass(frozen=True, slots=True)
class Effort:
    """When to stop: the gap that is good enough, and the moment (``time.monotonic``) to end at."""

    gap: float = 0.0
    deadline: float | None = None

    def left(self) -> float | None:
        """Seconds left, at least a hundredth; ``None`` without a limit."""
        return None if self.deadline is None else max(0.01, self.deadline - time.monotonic())


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
    return _branch(graph, gains, rows, effort, root)


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


def _branch(
    graph: Graph, gains: Floats, rows: Sequence[RuleRow], effort: Effort, root: Optimum
) -> Optimum | None:
    """Search the likely pairs first; its value then rules out every pair whose loss is too large."""
    loss = pricing.losses(graph, gains, rows, prices=root.prices, multipliers=root.multipliers)
    target = effort.gap if graph.size <= EXACT_EDGES else max(effort.gap, LARGE_GAP)
    columns = _likely(loss, PROBES[0])
    best: Optimum | None = None
    while True:
        found = _search(graph, gains, rows, columns, _Limits(target, effort, graph.size > EXACT_EDGES))
        best = _better(best, found, root, gains)
        if best is None and found.stopped:
            return _fallback(graph, gains, rows, root)
        if best is not None and best.gap <= target:
            return settle(best)
        room = np.inf if best is None else root.bound - best.value
        needed = np.flatnonzero(loss <= room + 1e-6)
        covered = bool(np.isin(needed, columns, assume_unique=True).all())
        if covered or found.stopped:
            return _conclude(best, found, gains, covered=covered)
        columns = _likely(loss, PROBES[1]) if columns.size < min(PROBES[1], needed.size) else needed


def _likely(loss: Floats, count: int) -> Ints:
    """The pairs with the smallest losses, about ``count`` of them and all that tie with the last."""
    return np.flatnonzero(loss <= np.partition(loss, min(count, loss.size) - 1)[min(count, loss.size) - 1])


def _better(best: Optimum | None, found: "_Found", root: Optimum, gains: Floats) -> Optimum | None:
    if found.chosen is None:
        return best
    value = total(gains, found.chosen)
    if best is not None and value <= best.value:
        return best
    return replace(root, chosen=found.chosen, value=value, method="branch-and-bound")


@dataclass(frozen=True, slots=True)
class _Limits:
    gap: float
    effort: Effort
    counted: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    chosen: Ints | None
    bound: float
    stopped: bool


def _fallback(graph: Graph, gains: Floats, rows: Sequence[RuleRow], root: Optimum) -> Optimum | None:
    """Stopped with nothing in hand: place nobody, or, where floors forbid it, the first valid answer."""
    chosen: Ints | None = np.zeros(0, dtype=np.int64)
    if any(row.limit < 0 for row in rows):
        nothing = np.zeros(graph.size)
        chosen = _search(graph, nothing, rows, np.arange(graph.size), _Limits(0.0, Effort(), False)).chosen
    if chosen is None:
        return None
    return replace(root, chosen=chosen, value=total(gains, chosen), method="branch-and-bound")


def _conclude(best: Optimum | None, found: _Found, gains: Floats, *, covered: bool) -> Optimum | None:
    if best is None or not covered:
        return best
    proven = min(best.bound, max(best.value, sharpen(found.bound, gains)))
    return settle(replace(best, bound=proven))


def _search(graph: Graph, gains: Floats, rows: Sequence[RuleRow], columns: Ints, limits: _Limits) -> _Found:
    """Branch and bound by HiGHS over some pairs."""
    table, right = linear.matrix(graph, rows, columns)
    options: dict[str, Any] = {"mip_rel_gap": limits.gap}
    if limits.counted:
        options["node_limit"] = NODES
    if limits.effort.deadline is not None:
        options["time_limit"] = limits.effort.left()
    answer = milp(
        -gains[columns],
        integrality=np.ones(columns.size),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(table, ub=right),
        options=options,
    )
    chosen = None if answer.x is None else np.sort(columns[answer.x > 0.5])
    bound = np.inf if answer.mip_dual_bound is None else -float(answer.mip_dual_bound)
    return _Found(chosen, bound, answer.status == 1)
