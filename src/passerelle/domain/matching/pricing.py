"""The relaxation over every pair of a graph: solve over some, price the rest, let in what pays."""

from collections.abc import Sequence

import numpy as np

from passerelle.domain.matching import dense, duals
from passerelle.domain.matching.effort import Effort
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow
from passerelle.domain.matching.linear import Relaxed, relax_columns

ALL_COLUMNS = 2_000  # up to here every pair is a column from the start
FIRST_EACH = 6  # pairs that each place and each candidate brings in at first, by their loss
NEW_EACH = 3  # pairs that each post and each candidate lets in by one pricing round
PAYING = 200_000  # most pairs that one pricing round looks at
CELLS = 1_000_000  # up to here the dense method is a cheap start
EXACT_EDGES = 50_000  # up to here gaps are driven to 0
EQUAL = 1e-12  # bound and value of a relaxation that differ by rounding alone, relative
LARGE = 500_000
LOOSE = 3e-5  # and of one over more pairs than LARGE
WORTH = 1e-8  # a reduced gain above this share of the largest gain pays


def losses(
    graph: Graph, gains: Floats, rows: Sequence[RuleRow], *, prices: Floats, multipliers: Floats
) -> Floats:
    """Per pair, what the bound falls by at least when the pair is forced (0 for pairs at the margin)."""
    reduced = duals.reduced_gains(graph, gains, rows, prices=prices, multipliers=multipliers)
    worth = duals.best_sum(graph, reduced)[1]
    return np.maximum(worth[graph.candidate] - reduced, 0.0)


def relax(
    graph: Graph,
    gains: Floats,
    rows: Sequence[RuleRow],
    *,
    columns: Ints | None = None,
    effort: Effort | None = None,
) -> Relaxed | None:
    """The optimum of the relaxation over all pairs; ``None`` when the rules cannot be met.

    ``columns`` of a relaxation that was alike save time and change nothing else. Raises ``OutOfTime``.
    """
    effort = effort or Effort()
    scale = max(1.0, float(np.abs(gains).max(initial=0.0)))
    if columns is None:
        columns = first_columns(graph, gains)
    relaxed = _price_out((graph, gains, rows), columns, effort, penalty=1e3 * scale)
    if relaxed.missing < 1e-6:
        return relaxed
    helpful = possible(graph, rows, relaxed.columns, effort)
    if helpful is None:
        return None
    return _price_out((graph, gains, rows), helpful, effort, penalty=1e6 * scale)


def possible(graph: Graph, rows: Sequence[RuleRow], columns: Ints, effort: Effort) -> Ints | None:
    """Columns over which the relaxation meets every row; ``None`` when no relaxation of the graph does."""
    answer = _price_out((graph, np.zeros(graph.size), rows), columns, effort, penalty=1.0)
    return None if answer.missing > 1e-6 else answer.columns


def first_columns(graph: Graph, gains: Floats) -> Ints:
    """The pairs to begin with: the likeliest of every post and of every candidate."""
    if graph.size <= ALL_COLUMNS:
        return np.arange(graph.size)
    return likely(graph, _rough(graph, gains), FIRST_EACH)


def likely(graph: Graph, loss: Floats, each: int) -> Ints:
    """The ``each`` likeliest pairs of every place, or of every candidate where places are plenty."""
    seats = np.minimum(graph.places, np.bincount(graph.post, minlength=graph.places.size))
    if seats.sum() <= graph.allowance.sum():
        return best_each(graph.post, loss, each * np.maximum(seats, 1))
    return best_each(graph.candidate, loss, each * np.maximum(graph.allowance, 1))


def core(relaxed: Relaxed, graph: Graph, loss: Floats) -> Ints:
    """The columns of a relaxation that a similar one needs: those chosen and those of the smallest losses."""
    columns = relaxed.columns
    near = columns[likely(graph.part(columns), loss[columns], FIRST_EACH)]
    return np.union1d(near, columns[relaxed.shares > 0])


def _rough(graph: Graph, gains: Floats) -> Floats:
    """Losses under places alone where that is cheap, else how far each pair is below its post's best."""
    if dense.fits(graph, gains, CELLS):
        prices = duals.largest_prices(graph, gains, dense.assign(graph, gains))
        return losses(graph, gains, (), prices=prices, multipliers=np.zeros(0))
    best = np.full(graph.places.size, -np.inf)
    np.maximum.at(best, graph.post, gains)
    return best[graph.post] - gains


def spread(size: int) -> Ints:
    """A fixed shuffle of 0..size-1, so that ties do not all go to the first pairs."""
    return (np.arange(size, dtype=np.int64) * 2_654_435_761) % 4_294_967_291


def smallest(values: Floats, count: int) -> Ints:
    """Indices, sorted, of the ``count`` smallest values; ties at the edge are spread."""
    if values.size <= count:
        return np.arange(values.size)
    edge = np.partition(values, count - 1)[count - 1]
    below = np.flatnonzero(values < edge)
    ties = np.flatnonzero(values == edge)
    ties = ties[np.argsort(spread(ties.size), kind="stable")]
    return np.sort(np.concatenate([below, ties[: count - below.size]]))


def best_each(group: Ints, value: Floats, most: Ints) -> Ints:
    """Indices, sorted, of the ``most[g]`` smallest values of each group ``g``; ties are spread."""
    order = np.lexsort((spread(value.size), value, group))
    sorted_group = group[order]
    rank = np.arange(order.size) - np.searchsorted(sorted_group, sorted_group, side="left")
    return np.sort(order[rank < most[sorted_group]])


def _price_out(
    problem: tuple[Graph, Floats, Sequence[RuleRow]], columns: Ints, effort: Effort, *, penalty: float
) -> Relaxed:
    """Column generation: ends when no left-out pair has a reduced gain above its candidate's worth."""
    graph, gains, rows = problem
    slack = EQUAL if graph.size <= LARGE else LOOSE
    least = WORTH * max(1.0, float(np.abs(gains).max(initial=0.0)))
    while True:
        relaxed = relax_columns(problem, columns, penalty=penalty, seconds=effort.left())
        prices, multipliers = relaxed.prices, relaxed.multipliers
        reduced = duals.reduced_gains(graph, gains, rows, prices=prices, multipliers=multipliers)
        worth = duals.best_sum(graph.part(columns), reduced[columns])[1]
        loss = worth[graph.candidate] - reduced
        loss[columns] = 0.0
        paying = np.flatnonzero(loss < -least)
        if paying.size == 0:
            return relaxed
        reached = float(gains[columns] @ relaxed.shares)
        proven = duals.bound(graph, rows, reduced, prices=prices, multipliers=multipliers)
        if relaxed.missing < 1e-6 and proven - reached <= slack * max(1.0, abs(reached)):
            return relaxed
        columns = np.union1d(columns, _fresh(graph, loss, paying))


def _fresh(graph: Graph, loss: Floats, paying: Ints) -> Ints:
    paying = paying[smallest(loss[paying], PAYING)]
    return paying[likely(graph.part(paying), loss[paying], NEW_EACH)]
