"""The linear relaxation by HiGHS: places, allowances and rules as rows, pairs as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from passerelle.domain.matching.effort import OutOfTime
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """An optimum of the relaxation: shares of the pairs in ``columns``, and its duals.

    ``missing`` is how far the rules could not be met (0 when they are).
    """

    columns: Ints
    shares: Floats
    prices: Floats
    multipliers: Floats
    missing: float

    @property
    def whole(self) -> bool:
        """Whether no pair is chosen in part, so that the relaxation is an answer itself."""
        return bool(np.all(np.abs(self.shares - np.round(self.shares)) < 1e-6))

    @property
    def chosen(self) -> Ints:
        """The pairs chosen by more than half."""
        return np.sort(self.columns[self.shares > 0.5])


def matrix(graph: Graph, rows: Sequence[RuleRow], columns: Ints) -> tuple[Any, Floats]:
    """The constraint matrix over ``columns`` (edge indices) and its right-hand sides.

    Rows stand in this order: candidates, posts, rules.
    """
    people, posts = graph.allowance.size, graph.places.size
    place = np.full(graph.size, -1)
    place[columns] = np.arange(columns.size)
    row_parts = [graph.candidate[columns], people + graph.post[columns]]
    column_parts = [np.arange(columns.size)] * 2
    value_parts = [np.ones(columns.size)] * 2
    for number, row in enumerate(rows):
        inside = place[row.edges] >= 0
        column_parts.append(place[row.edges[inside]])
        row_parts.append(np.full(int(inside.sum()), people + posts + number))
        value_parts.append(row.coefficients[inside])
    entries = (np.concatenate(value_parts), (np.concatenate(row_parts), np.concatenate(column_parts)))
    limits = np.concatenate([graph.allowance, graph.places, [row.limit for row in rows]]).astype(np.float64)
    return csr_array(entries, shape=(limits.size, columns.size)), limits


def scale_of(gains: Floats) -> float:
    """A power of two that brings very large or small gains to a size the solver's tolerances suit."""
    top = float(np.abs(gains).max(initial=0.0))
    return 1.0 if top == 0 or 1.0 <= top <= 1e6 else float(2.0 ** round(np.log2(top / 8192)))


def relax_columns(
    problem: tuple[Graph, Floats, Sequence[RuleRow]],
    columns: Ints,
    *,
    penalty: float,
    seconds: float | None = None,
) -> Relaxed:
    """The relaxation over some pairs only; missing a floor is allowed at ``penalty`` a unit.

    Raises ``OutOfTime`` after ``seconds``.
    """
    graph, gains, rows = problem
    scale = scale_of(gains)
    table, limits = matrix(graph, rows, columns)
    people, posts = graph.allowance.size, graph.places.size
    floors = [number for number, row in enumerate(rows) if row.limit < 0]
    size = columns.size + len(floors)
    slack = csr_array(
        (np.full(len(floors), -1.0), ([people + posts + number for number in floors], range(len(floors)))),
        shape=(limits.size, len(floors)),
    )
    cost = np.concatenate([-gains[columns], np.full(len(floors), penalty)]) / scale
    top = np.concatenate([np.ones(columns.size), np.full(len(floors), np.inf)])
    answer = linprog(
        cost,
        A_ub=hstack([table, slack], format="csr"),
        b_ub=limits,
        bounds=np.column_stack([np.zeros(size), top]),
        method="highs-ds",
        options={} if seconds is None else {"time_limit": seconds},
    )
    if answer.status == 1:
        raise OutOfTime
    duals = scale * np.maximum(-answer.ineqlin.marginals, 0.0)
    return Relaxed(
        columns,
        answer.x[: columns.size],
        duals[people : people + posts],
        duals[people + posts :],
        float(answer.x[columns.size :].sum()),
    )
