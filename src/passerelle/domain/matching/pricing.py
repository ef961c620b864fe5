"""The relaxation over every pair of a large graph: solve over some, price the rest, let in what pays."""

from collections.abc import Sequence

import numpy as np

from passerelle.domain.matching import dense, duals
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow
from passerelle.domain.matching.linear import Relaxed, relax_columns

ALL_COLUMNS = 60_000  # up to here every pair is a column from the start
FIRST_COLUMNS = 40_000
NEW_COLUMNS = 40_000  # most pairs let in by one pricing round
WORTH = 1e-6  # a reduced gain above this share of the largest gain pays


def losses(
    graph: Graph, gains: Floats, rows: Sequence[RuleRow], *, prices: Floats, multipliers: Floats
) -> Floats:
    """Per pair, what the bound falls by at least when the pair is forced (0 for pairs at the margin)."""
    reduced = duals.reduced_gains(graph, gains, rows, prices=prices, multipliers=multipliers)
    worth = duals.best_sum(graph, reduced)[1]
    return np.maximum(worth[graph.candidate] - reduced, 0.0)


def relax(graph: Graph, gains: Floats, rows: Sequence[RuleRow], start: Floats | None = None) -> Relaxed | None:
    """The optimum of the relaxation over all pairs; ``None`` when the rules cannot be met.

    ``start``: any loss per pair (see ``losses``); the pairs with the smallest come in first.
    """
    scale = max(1.0, float(np.abs(gains).max(initial=0.0)))
    columns = _first_columns(graph, gains, start)
    relaxed = _price_out(graph, gains, rows, columns, penalty=1e3 * scale)
    if relaxed.missing < 1e-6:
        return relaxed
    possible = _price_out(graph, np.zeros(graph.size), rows, relaxed.columns, penalty=1.0)
    if possible.missing > 1e-6:
        return None
    return _price_out(graph, gains, rows, possible.columns, penalty=1e6 * scale)


def _first_columns(graph: Graph, gains: Floats, start: Floats | None) -> Ints:
    if graph.size <= ALL_COLUMNS:
        return np.arange(graph.size)
    if start is None:
        prices = np.zeros(graph.places.size)
        if dense.fits(graph, gains):
            prices = duals.largest_prices(graph, gains, dense.assign(graph, gains))
        start = losses(graph, gains, (), prices=prices, multipliers=np.zeros(0))
    return _smallest(start, FIRST_COLUMNS)


def _smallest(values: Floats, count: int) -> Ints:
    """Indices, sorted, of the ``count`` smallest values; ties at the edge go to the smaller index."""
    if values.size <= count:
        return np.arange(values.size)
    edge = np.partition(values, count - 1)[count - 1]
    below = np.flatnonzero(values < edge)
    return np.sort(np.concatenate([below, np.flatnonzero(values == edge)[: count - below.size]]))


def _price_out(
    graph: Graph, gains: Floats, rows: Sequence[RuleRow], columns: Ints, *, penalty: float
) -> Relaxed:
    """Column generation: ends when no left-out pair has a reduced gain above its candidate's worth."""
    while True:
        relaxed = relax_columns(graph, gains, rows, columns, penalty=penalty)
        reduced = duals.reduced_gains(
            graph, gains, rows, prices=relaxed.prices, multipliers=relaxed.multipliers
        )
        worth = duals.best_sum(graph.part(columns), reduced[columns])[1]
        excess = reduced - worth[graph.candidate]
        excess[columns] = 0.0
        paying = np.flatnonzero(excess > WORTH * max(1.0, float(np.abs(gains).max(initial=0.0))) * 1e-2)
        if paying.size == 0:
            return relaxed
        fresh = paying[_smallest(-excess[paying], NEW_COLUMNS)]
        columns = np.union1d(columns, fresh)
