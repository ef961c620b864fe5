"""Prices as proof: the bound that any prices give, and the largest prices that an optimum supports."""

from collections.abc import Sequence

import numpy as np

from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow


def reduced_gains(
    graph: Graph, gains: Floats, rows: Sequence[RuleRow], *, prices: Floats, multipliers: Floats
) -> Floats:
    """Each pair's gain after paying the price of the post and of every rule (per edge)."""
    reduced = gains - prices[graph.post]
    for row, multiplier in zip(rows, multipliers, strict=True):
        if multiplier:
            reduced[row.edges] -= multiplier * row.coefficients
    return reduced


def best_sum(graph: Graph, reduced: Floats) -> tuple[float, Floats]:
    """The most that candidates can draw from reduced gains, and each one's worth of one unit of allowance.

    A candidate takes their best ``allowance`` positive pairs; the worth is the last of them (0 if fewer).
    """
    worth = np.zeros(graph.allowance.size)
    if graph.allowance.size == 0 or int(graph.allowance.max()) <= 1:
        np.maximum.at(worth, graph.candidate, reduced)
        worth[graph.allowance == 0] = 0.0
        return float(worth.sum()), worth
    keep = np.flatnonzero(reduced > 0)
    order = keep[np.lexsort((-reduced[keep], graph.candidate[keep]))]
    person = graph.candidate[order]
    first = np.searchsorted(person, person, side="left")
    rank = np.arange(order.size) - first
    taken = rank < graph.allowance[person]
    last = rank == graph.allowance[person] - 1
    worth[person[last]] = reduced[order[last]]
    return float(reduced[order[taken]].sum()), worth


def best_whole_sum(graph: Graph, reduced: Ints) -> int:
    """As ``best_sum``, in whole numbers and without rounding."""
    keep = np.flatnonzero(reduced > 0)
    order = keep[np.lexsort((-reduced[keep], graph.candidate[keep]))]
    person = graph.candidate[order]
    rank = np.arange(order.size) - np.searchsorted(person, person, side="left")
    return int(reduced[order[rank < graph.allowance[person]]].sum())


def bound(
    graph: Graph, rows: Sequence[RuleRow], reduced: Floats, *, prices: Floats, multipliers: Floats
) -> float:
    """No valid choice gains more than this, whatever the (non-negative) prices and multipliers are."""
    limits = np.array([row.limit for row in rows])
    return best_sum(graph, reduced)[0] + float(prices @ graph.places) + float(multipliers @ limits)


def largest_prices(graph: Graph, gains: Floats, chosen: Ints) -> Floats:
    """For an optimum under places alone: what the sum would lose if a post had one place less.

    That is the largest optimal dual price, so it is exactly what an unplaced candidate must beat. A chain
    starts at a holder who leaves the post and ends where somebody goes out or takes a free place: the
    shortest chain is found by repeated relaxation (Bellman and Ford) over the holders' other pairs.
    """
    held = np.bincount(graph.post[chosen], minlength=graph.places.size)
    prices = np.where((held >= graph.places) & (graph.places > 0), np.inf, 0.0)
    closed = graph.places == 0
    is_chosen = np.zeros(graph.size, dtype=bool)
    is_chosen[chosen] = True
    busy = np.zeros(graph.allowance.size, dtype=bool)
    busy[graph.candidate[chosen]] = True
    other = np.flatnonzero(busy[graph.candidate] & ~is_chosen & ~closed[graph.post])
    person, post, gain = graph.candidate[other], graph.post[other], gains[other]
    full = np.isinf(prices)
    while True:
        escape = np.zeros(graph.allowance.size)
        np.maximum.at(escape, person, gain - prices[post])
        loss = np.full(prices.size, np.inf)
        np.minimum.at(loss, graph.post[chosen], gains[chosen] - escape[graph.candidate[chosen]])
        newer = np.where(full, np.minimum(prices, loss), 0.0)
        if np.array_equal(newer, prices):
            break
        prices = newer
    return _price_closed_posts(graph, gains, prices)


def _price_closed_posts(graph: Graph, gains: Floats, prices: Floats) -> Floats:
    """A post without places costs what its best candidate would gain from it (nothing is paid for it)."""
    closed = np.flatnonzero((graph.places == 0)[graph.post])
    if closed.size:
        worth = best_sum(graph, np.where((graph.places == 0)[graph.post], 0.0, gains - prices[graph.post]))[1]
        prices = prices.copy()
        np.maximum.at(prices, graph.post[closed], gains[closed] - worth[graph.candidate[closed]])
    return np.maximum(prices, 0.0)
