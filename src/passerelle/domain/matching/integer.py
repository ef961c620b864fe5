"""Whole placements: the relaxation when it is whole, else branch and bound on what is divided."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from passerelle.domain.matching import pricing
from passerelle.domain.matching.branching import Problem, first_valid
from passerelle.domain.matching.counts import CountSearch
from passerelle.domain.matching.effort import Effort, OutOfTime
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow
from passerelle.domain.matching.linear import Relaxed
from passerelle.domain.matching.proof import Optimum, better, root_of, settle, total

LARGE_GAP = 1e-3  # above pricing.EXACT_EDGES a proven gap of this size counts as optimal
AIM = 1e-6  # and this one ends the search early,
LARGE_AIM = 1e-4  # or this one above pricing.LARGE


def good_enough(graph: Graph, effort: Effort) -> float:
    """The gap at which an answer counts as optimal: the one asked for, else 0, or LARGE_GAP when large."""
    return effort.gap or (0.0 if graph.size <= pricing.EXACT_EDGES else LARGE_GAP)


def aim(graph: Graph, effort: Effort) -> float:
    """The gap that ends the search."""
    if effort.gap or graph.size <= pricing.EXACT_EDGES:
        return effort.gap
    return AIM if graph.size <= pricing.LARGE else LARGE_AIM


def optimise(
    graph: Graph,
    gains: Floats,
    rows: Sequence[RuleRow],
    effort: Effort,
    *,
    columns: Ints | None = None,
) -> Optimum | None:
    """The best whole choice under places and rows, or ``None`` when there is none.

    ``columns`` as in ``pricing.relax``.
    """
    problem = (graph, gains, rows)
    try:
        relaxed = _relaxed(problem, effort, columns)
    except OutOfTime:
        return _early(problem)
    if relaxed is None:
        return None
    root = replace(root_of(problem, relaxed), near=_near(problem, relaxed))
    if relaxed.whole and not any(row.violated(relaxed.chosen) for row in rows):
        return settle(replace(root, value=total(gains, relaxed.chosen)))
    best = _search(problem, effort, root, relaxed)
    # Any prices prove a bound; those of the root prove theirs without the rows of a branch.
    return best and replace(best, prices=root.prices, multipliers=root.multipliers, near=root.near)


def _relaxed(problem: Problem, effort: Effort, columns: Ints | None) -> Relaxed | None:
    graph, gains, rows = problem
    if graph.size:
        return pricing.relax(graph, gains, rows, columns=columns, effort=effort)
    if any(row.limit < 0 for row in rows):
        return None
    none, nothing = np.zeros(0, dtype=np.int64), np.zeros(0)
    return Relaxed(none, nothing, np.zeros(graph.places.size), np.zeros(len(rows)), 0.0)


def _near(problem: Problem, relaxed: Relaxed) -> Ints:
    graph, gains, rows = problem
    prices, multipliers = relaxed.prices, relaxed.multipliers
    return pricing.core(
        relaxed, graph, pricing.losses(graph, gains, rows, prices=prices, multipliers=multipliers)
    )


def _search(problem: Problem, effort: Effort, root: Optimum, relaxed: Relaxed) -> Optimum | None:
    search = CountSearch(problem, aim(problem[0], effort), effort)
    search.run(root, relaxed)
    best = search.best
    if best is None:
        if search.bound == -np.inf:
            return None
        chosen = first_valid(problem)
        if chosen is None:
            return None
        best = better(None, chosen, root, problem[1])
    return settle(replace(best, bound=max(search.bound, best.value)))


def _early(problem: Problem) -> Optimum | None:
    """Out of time before any proof: a valid choice, and the bound that prices of zero give."""
    graph, gains, rows = problem
    chosen = first_valid(problem)
    if chosen is None:
        return None
    columns, none = np.zeros(0, dtype=np.int64), np.zeros(0)
    nothing = Relaxed(columns, none, np.zeros(graph.places.size), np.zeros(len(rows)), 0.0)
    return settle(better(None, chosen, root_of(problem, nothing), gains))
