"""Whole choices over some pairs: branch and bound by HiGHS, a dive from a relaxation, a first valid answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from passerelle.domain.matching import linear, pricing
from passerelle.domain.matching.effort import Effort
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow

DIVE_PAIRS = 250  # pairs left to a dive
DIVE_NODES = 20  # most branches of HiGHS in a dive
KEPT = (1.0, 0.9)  # shares of the relaxation's whole placements that dives keep
GREEDY = 50_000  # most pairs that a greedy first answer looks at


Problem = tuple[Graph, Floats, Sequence[RuleRow]]  # a graph, the gain of each pair, rows


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a search ended with: a choice if there is one, and its bound (minus infinity: there is none)."""

    chosen: Ints | None
    bound: float


def search(
    problem: Problem, columns: Ints, effort: Effort, *, nodes: int | None = None, floor: float = -np.inf
) -> Found:
    """Branch and bound by HiGHS over some pairs, with at most so many branches.

    Choices that do not gain more than ``floor`` are of no interest: the bound may stop there.
    """
    graph, gains, rows = problem
    table, right = linear.matrix(graph, rows, columns)
    scale = linear.scale_of(gains)
    options: dict[str, Any] = {"mip_rel_gap": 0.0}
    if nodes is not None:
        options["node_limit"] = nodes
    seconds = effort.left()
    if seconds is not None:
        options["time_limit"] = seconds
    constraints = [LinearConstraint(table, ub=right)]
    if np.isfinite(floor):
        constraints.append(LinearConstraint(gains[columns] / scale, lb=floor / scale))
    answer = milp(
        -gains[columns] / scale,
        integrality=np.ones(columns.size),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options=options,
    )
    chosen = None if answer.x is None else np.sort(columns[answer.x > 0.5])
    if chosen is not None and any(row.violated(chosen) for row in rows):
        chosen = None
    if answer.mip_dual_bound is not None and np.isfinite(answer.mip_dual_bound):
        return Found(chosen, -float(answer.mip_dual_bound) * scale)
    return Found(chosen, -np.inf if answer.status == 2 else np.inf)


def dive(problem: Problem, relaxed: linear.Relaxed, loss: Floats, effort: Effort) -> Iterator[Ints]:
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
        found = _complete(problem, kept, loss, effort)
        if found is not None:
            yield found


def _complete(problem: Problem, kept: Ints, loss: Floats, effort: Effort) -> Ints | None:
    graph, gains, rows = problem
    allowance = graph.allowance - np.bincount(graph.candidate[kept], minlength=graph.allowance.size)
    places = graph.places - np.bincount(graph.post[kept], minlength=graph.places.size)
    rest = replace(graph, allowance=allowance, places=places)
    rest_rows = [replace(row, limit=row.limit - row.load(kept)) for row in rows]
    can = (allowance[graph.candidate] > 0) & (places[graph.post] > 0)
    can[kept] = False
    open_pairs = np.flatnonzero(can)
    open_pairs = open_pairs[pricing.smallest(loss[open_pairs], DIVE_PAIRS)]
    if not open_pairs.size:
        return np.sort(kept) if not any(row.violated(kept) for row in rows) else None
    found = search((rest, gains, rest_rows), open_pairs, effort, nodes=DIVE_NODES)
    return None if found.chosen is None else np.sort(np.concatenate([kept, found.chosen]))


def first_valid(problem: Problem) -> Ints | None:
    """A valid choice without regard to any clock: greedy, or where floors forbid that, a search for one."""
    graph, _, rows = problem
    if all(row.limit >= 0 for row in rows):
        return _greedy(problem)
    nothing = np.zeros(graph.size)
    columns = pricing.possible(graph, rows, pricing.first_columns(graph, nothing), Effort())
    if columns is None:
        return None
    chosen = search((graph, nothing, rows), columns, Effort()).chosen
    if chosen is None and columns.size < graph.size:
        chosen = search((graph, nothing, rows), np.arange(graph.size), Effort()).chosen
    return chosen


def _greedy(problem: Problem) -> Ints:
    """The best pairs one after the other, each if it fits."""
    graph, gains, rows = problem
    columns = pricing.smallest(-gains, GREEDY)
    columns = columns[np.argsort(-gains[columns], kind="stable")]
    columns = columns[gains[columns] > 0]
    weights = np.zeros((len(rows), columns.size))
    place = np.full(graph.size, -1)
    place[columns] = np.arange(columns.size)
    for number, row in enumerate(rows):
        inside = place[row.edges] >= 0
        weights[number, place[row.edges[inside]]] = row.coefficients[inside]
    people, posts, left = graph.allowance.copy(), graph.places.copy(), np.array([row.limit for row in rows])
    chosen = []
    for index, edge in enumerate(columns.tolist()):
        person, post = graph.candidate[edge], graph.post[edge]
        if people[person] and posts[post] and bool(np.all(weights[:, index] <= left)):
            people[person] -= 1
            posts[post] -= 1
            left -= weights[:, index]
            chosen.append(edge)
    return np.sort(np.array(chosen, dtype=np.int64))
