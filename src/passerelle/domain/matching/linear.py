"""The linear relaxation by HiGHS: places, allowances and rules as rows, pairs as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow

ALL_COLUMNS = 150_000  # up to here every pair is a column from the start
NEW_COLUMNS = 60_000  # most pairs let in by one pricing round


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """An optimum of the relaxation: shares of the pairs in ``columns``, its value and its duals."""

    columns: Ints
    shares: Floats
    value: float
    prices: Floats
    multipliers: Floats


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


def relax_columns(graph: Graph, gains: Floats, rows: Sequence[RuleRow], columns: Ints) -> Relaxed | None:
    """The relaxation over some pairs only; ``None`` when the rules cannot be met with them."""
    table, limits = matrix(graph, rows, columns)
    answer = linprog(-gains[columns], A_ub=table, b_ub=limits, bounds=(0, 1), method="highs-ds")
    if answer.status != 0:
        return None
    duals = np.maximum(-answer.ineqlin.marginals, 0.0)
    people, posts = graph.allowance.size, graph.places.size
    return Relaxed(
        columns, answer.x, -float(answer.fun), duals[people : people + posts], duals[people + posts :]
    )
