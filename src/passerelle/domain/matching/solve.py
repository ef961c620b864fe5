"""Choose pairs with the largest (or smallest) sum of scores under places and rules, with a proof."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from passerelle.domain.matching import dense, duals, pricing
from passerelle.domain.matching.effort import Effort, OutOfTime
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow, Sense, Solution
from passerelle.domain.matching.integer import good_enough, optimise
from passerelle.domain.matching.proof import Optimum, fixed, settle, sharpen, total

COUNT = "placements"  # the row that keeps the number of placements while the scores are weighed


def solve(  # noqa: PLR0913  # one entry for every way of asking; all but the problem by keyword
    graph: Graph,
    rows: Sequence[RuleRow] = (),
    *,
    sense: Sense = "max",
    gap: float = 0.0,
    time_limit: float | None = None,
    placements_first: bool = False,
    near: Ints | None = None,
) -> Solution:
    """The choice with the best sum of scores; ``status`` infeasible when the rules cannot all be met.

    ``gap`` is the relative distance to the bound that is good enough, ``time_limit`` seconds.
    Minimising, or with ``placements_first``, as many as possible are placed before scores count.
    ``near`` (of the ``Solution`` of a similar problem over the same pairs) saves time. The answer does not
    depend on the order of the pairs. See ``Solution`` for the proof.
    """
    ordered, ordered_rows, order = _canonical(graph, rows)
    columns = None
    if near is not None and near.size:
        columns = np.sort(np.argsort(order)[near])
    effort = Effort.of(gap, time_limit)
    if placements_first or sense == "min":
        solution = _count_first(ordered, ordered_rows, sense, effort, columns)
    else:
        best = _best(ordered, ordered_rows, effort, columns)
        solution = _solution(ordered, ordered.score, ordered_rows, best, effort)
    solution = _in_sense(solution, sense)
    return replace(solution, chosen=np.sort(order[solution.chosen]), near=np.sort(order[solution.near]))


def nothing_met(graph: Graph, rows: Sequence[RuleRow], method: str = "linear") -> Solution:
    """The answer when the rules cannot all be met."""
    empty = np.zeros(0, dtype=np.int64)
    prices, multipliers = np.zeros(graph.places.size), np.zeros(len(rows))
    profits = np.zeros(graph.allowance.size)
    return Solution("infeasible", empty, 0.0, 0.0, 0.0, method, prices, multipliers, profits)


def _canonical(graph: Graph, rows: Sequence[RuleRow]) -> tuple[Graph, list[RuleRow], Ints]:
    """Pairs sorted by candidate, then post; the order maps new edge indices to old."""
    keys = graph.candidate * max(1, graph.places.size) + graph.post
    if keys.size == 0 or np.all(np.diff(keys) > 0):
        return graph, list(rows), np.arange(graph.size)
    order = np.argsort(keys, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    sorted_rows = []
    for row in rows:
        edges = place[row.edges]
        inside = np.argsort(edges)
        moved = replace(row, edges=edges[inside], coefficients=row.coefficients[inside])
        sorted_rows.append(replace(moved, share=None if row.share is None else np.sort(place[row.share])))
    return graph.part(order), sorted_rows, order


def _best(graph: Graph, rows: Sequence[RuleRow], effort: Effort, columns: Ints | None) -> Optimum | None:
    if rows or not dense.fits(graph, graph.score):
        return optimise(graph, graph.score, rows, effort, columns=columns)
    return _network(graph, graph.score, dense.assign(graph, graph.score))


def _network(graph: Graph, gains: Floats, chosen: Ints) -> Optimum:
    """A proof by the largest prices for a choice that is optimal under places alone."""
    prices = fixed(duals.largest_prices(graph, gains, chosen), gains)
    none = np.zeros(0)
    reduced = duals.reduced_gains(graph, gains, (), prices=prices, multipliers=none)
    bound = duals.bound(graph, (), reduced, prices=prices, multipliers=none)
    return settle(
        Optimum(chosen, total(gains, chosen), sharpen(bound, gains), prices, none, "augmenting-paths")
    )


def _count_first(
    graph: Graph, rows: Sequence[RuleRow], sense: Sense, effort: Effort, columns: Ints | None
) -> Solution:
    """First the most placements, then the best sum of scores among the choices that reach it."""
    gains = graph.score if sense == "max" else -graph.score
    if not rows and dense.fits(graph, np.ones(graph.size)):
        return _count_first_network(graph, gains, effort)
    if columns is None and graph.size:
        columns = _likely(graph, gains, rows, effort)
    most = optimise(graph, np.ones(graph.size), rows, effort, columns=columns)
    if most is None:
        return nothing_met(graph, rows)
    with_count = [*rows, count_row(graph, len(most.chosen))]
    best = optimise(graph, gains, with_count, effort, columns=columns)
    if best is None:  # the count was proven possible; only rounding at a limit can bring us here
        multipliers = np.append(most.multipliers, 0.0)
        value = total(gains, most.chosen)
        best = replace(most, value=value, bound=np.inf, multipliers=multipliers)
    return _with_count(graph, gains, with_count, (best, most), effort)


def _likely(graph: Graph, gains: Floats, rows: Sequence[RuleRow], effort: Effort) -> Ints | None:
    """Columns for both stages: those of a relaxation where a placement weighs more than any score."""
    try:
        weight = 1.0 + 2.0 * float(np.abs(gains).max(initial=0.0))
        relaxed = pricing.relax(graph, gains + weight, rows, effort=effort)
    except OutOfTime:
        return None
    return None if relaxed is None else relaxed.columns


def _count_first_network(graph: Graph, gains: Floats, effort: Effort) -> Solution:
    """Places alone: one placement outweighs any change of scores along a chain of moves."""
    reach = 2.0 * min(int(graph.places.sum()), graph.allowance.size) + 1.0
    weight = float(np.ceil(1.0 + reach * np.abs(gains).max(initial=0.0)))
    chosen = dense.assign(graph, gains + weight)
    most = _network(graph, np.ones(graph.size), chosen)
    heavy = _network(graph, gains + weight, chosen)
    value = total(gains, chosen)
    best = replace(
        heavy, value=value, bound=value + (heavy.bound - heavy.value), multipliers=np.array([weight])
    )
    return _with_count(graph, gains, [count_row(graph, len(chosen))], (best, most), effort)


def count_row(graph: Graph, count: int) -> RuleRow:
    """The row "at least ``count`` placements"."""
    return RuleRow(COUNT, "", np.arange(graph.size), np.full(graph.size, -1.0), -float(count), "floor")


def _with_count(
    graph: Graph, gains: Floats, rows: Sequence[RuleRow], stages: tuple[Optimum, Optimum], effort: Effort
) -> Solution:
    best, most = stages
    solution = _solution(graph, gains, rows, best, effort)
    proven = most.bound < len(most.chosen) + 1
    return replace(
        solution,
        status=solution.status if proven else "stopped",
        multipliers=best.multipliers[:-1],
        floor_price=float(best.multipliers[-1]),
        most=len(most.chosen),
        most_bound=most.bound,
        count_prices=most.prices,
        count_multipliers=most.multipliers,
    )


def _solution(
    graph: Graph, gains: Floats, rows: Sequence[RuleRow], best: Optimum | None, effort: Effort
) -> Solution:
    if best is None:
        return nothing_met(graph, rows)
    reduced = duals.reduced_gains(graph, gains, rows, prices=best.prices, multipliers=best.multipliers)
    worth = duals.best_sum(graph, reduced)[1]
    return Solution(
        "optimal" if best.gap <= good_enough(graph, effort) else "stopped",
        best.chosen,
        best.value,
        best.bound,
        best.gap,
        best.method,
        best.prices,
        best.multipliers,
        worth,
        near=np.zeros(0, dtype=np.int64) if best.near is None else best.near,
    )


def _in_sense(solution: Solution, sense: Sense) -> Solution:
    if sense == "max":
        return solution
    return replace(solution, value=0.0 - solution.value, bound=0.0 - solution.bound)
