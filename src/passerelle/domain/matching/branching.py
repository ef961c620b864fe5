"""Branch and bound by HiGHS over some pairs, and a dive from the relaxation to a whole answer."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from passerelle.domain.matching import linear
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow

DIVE_PAIRS = 1_500  # pairs left to a dive
KEPT = (1.0, 0.97, 0.9)  # shares of the relaxation's whole placements that dives keep


Problem = tuple[Graph, Floats, Sequence[RuleRow]]  # a graph, the gain of each pair, rows


@dataclass(frozen=True, slots=True)
class Effort:
    """When to stop: the gap that is good enough, and the moment (``time.monotonic``) to end at."""

    gap: float = 0.0
    deadline: float | None = None

    def left(self) -> float | None:
        """Seconds left, at least a hundredth; ``None`` without a limit."""
        return None if self.deadline is None else max(0.01, self.deadline - time.monotonic())


@dataclass(frozen=True, slots=True)
class Limits:
    """The relative gap to stop at, when to stop, and the most branches (``None``: no such limit)."""

    gap: float
    effort: Effort
    nodes: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a search ended with: a choice if there is one, its bound, and whether a limit stopped it."""

    chosen: Ints | None
    bound: float
    stopped: bool


def search(graph: Graph, gains: Floats, rows: Sequence[RuleRow], columns: Ints, limits: Limits) -> Found:
    """Branch and bound by HiGHS over some pairs."""
    table, right = linear.matrix(graph, rows, columns)
    options: dict[str, Any] = {"mip_rel_gap": limits.gap}
    if limits.nodes is not None:
        options["node_limit"] = limits.nodes
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
    return Found(chosen, bound, answer.status == 1)


def dive(problem: Problem, relaxed: linear.Relaxed, loss: Floats, limits: Limits) -> Iterator[Ints]:
    """Whole answers near a relaxation: most of its whole placements are kept, the rest is searched.

    First all are kept, then those whose candidates have the worst second choice.
    """
    graph = problem[0]
    whole = relaxed.columns[relaxed.shares > 1 - 1e-6]
    second = np.full(graph.allowance.size, np.inf)
    others = np.setdiff1d(relaxed.columns, whole, assume_unique=True)
    np.minimum.at(second, graph.candidate[others], loss[others])
    order = whole[np.argsort(-second[graph.candidate[whole]], kind="stable")]
    for share in KEPT:
        kept = order[: int(share * order.size)]
        found = _complete(problem, kept, loss, limits)
        if found is not None:
            yield found


def _complete(problem: Problem, kept: Ints, loss: Floats, limits: Limits) -> Ints | None:
    graph, gains, rows = problem
    allowance = graph.allowance - np.bincount(graph.candidate[kept], minlength=graph.allowance.size)
    places = graph.places - np.bincount(graph.post[kept], minlength=graph.places.size)
    rest = replace(graph, allowance=allowance, places=places)
    rest_rows = [replace(row, limit=row.limit - row.load(kept)) for row in rows]
    open_pairs = np.setdiff1d(
        np.flatnonzero((allowance[graph.candidate] > 0) & (places[graph.post] > 0)), kept, assume_unique=True
    )
    if open_pairs.size > DIVE_PAIRS:
        nearest = np.argpartition(loss[open_pairs], DIVE_PAIRS)[:DIVE_PAIRS]
        open_pairs = np.sort(open_pairs[nearest])
    if not open_pairs.size:
        return np.sort(kept) if not any(row.violated(kept) for row in rows) else None
    found = search(rest, gains, rest_rows, open_pairs, limits)
    return None if found.chosen is None else np.sort(np.concatenate([kept, found.chosen]))
