"""Choose pairs with the largest (or smallest) sum of scores under places and rules, with a proof."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from passerelle.domain.matching import dense, duals, linear
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow, Sense, Solution


def solve(
    graph: Graph,
    rows: Sequence[RuleRow] = (),
    *,
    sense: Sense = "max",
    gap: float = 0.0,
    time_limit: float | None = None,
    placements_first: bool = False,
) -> Solution:
    """An optimal choice (provisional: whole LP and MIP, no column generation yet)."""
    gains = graph.score if sense == "max" else -graph.score
    if not rows and not placements_first and sense == "max" and dense.fits(graph, gains):
        chosen = dense.assign(graph, gains)
        prices = duals.largest_prices(graph, gains, chosen)
        return _answer(graph, gains, rows, chosen, prices, np.zeros(0), "network")
    lexicographic = placements_first or sense == "min"
    work = gains + (graph.score.max() - graph.score.min() + 1) * graph.size if lexicographic else gains
    every = np.arange(graph.size)
    relaxed = linear.relax_columns(graph, work, rows, every)
    table, limits = linear.matrix(graph, rows, every)
    result = milp(
        -work, integrality=np.ones(graph.size), bounds=Bounds(0, 1), constraints=LinearConstraint(table, ub=limits),
        options={"mip_rel_gap": gap},
    )
    if relaxed is None or result.x is None:
        empty = np.zeros(0, dtype=np.int64)
        return Solution("infeasible", empty, 0.0, 0.0, 0.0, "milp", np.zeros(0), np.zeros(0), np.zeros(0), [])
    chosen = np.flatnonzero(result.x > 0.5)
    return _answer(graph, gains, rows, chosen, relaxed.prices, relaxed.multipliers, "milp", sense=sense)


def _answer(graph: Graph, gains: Floats, rows: Sequence[RuleRow], chosen: Ints, prices: Floats,
            multipliers: Floats, method: str, *, sense: Sense = "max") -> Solution:  # noqa: PLR0913
    reduced = duals.reduced_gains(graph, gains, rows, prices=prices, multipliers=multipliers)
    profits = duals.best_sum(graph, reduced)[1]
    value = float(graph.score[chosen].sum())
    return Solution("optimal", chosen, value, value, 0.0, method, prices, multipliers, profits)
