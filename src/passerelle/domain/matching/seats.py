"""Caps over whole vacancies as seats that stand-ins hold, so that places alone bind.

A cap of b over vacancies with N places together is the same as N - b stand-ins whom every one of those
vacancies would rather have than anybody else: what they leave are b places. The run under such caps is then
an assignment under places alone, which is exact and quick, and its prices split into those of the places
and those of the caps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from passerelle.domain.matching import duals
from passerelle.domain.matching.dense import fits
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow, Solution
from passerelle.domain.matching.solve import solve

RATHER = 1e6  # beyond any score
MOST = 2_000_000  # pairs of stand-ins


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """A graph under places alone that stands for one under caps; its first pairs are the graph's own.

    ``held``: for each row the vacancies it caps, ``stand_ins``: for each row its stand-ins' indices.
    """

    graph: Graph
    held: tuple[Ints, ...]
    stand_ins: tuple[Ints, ...]


def seats_of(graph: Graph, rows: Sequence[RuleRow], capped: Sequence[Ints] | None = None) -> Seats | None:
    """The graph with stand-ins; ``None`` where a row is no cap over whole vacancies, or two share one.

    ``capped``: the vacancies of each row as its rule means them, also those without a pair; by default those
    of its pairs, which is enough where no pair will come.
    """
    if not rows or (graph.allowance.size and int(graph.allowance.max()) > 1):
        return None
    held: list[Ints] = []
    pairs_at = np.bincount(graph.post, minlength=graph.places.size)
    taken = np.zeros(graph.places.size, dtype=bool)
    for at, row in enumerate(rows):
        posts = np.unique(graph.post[row.edges]) if capped is None else capped[at]
        whole = bool((row.coefficients == 1).all()) and int(pairs_at[posts].sum()) == row.edges.size
        if not whole or taken[posts].any() or row.limit < 0:
            return None
        taken[posts] = True
        held.append(posts)
    return _with_stand_ins(graph, rows, held)


def _with_stand_ins(graph: Graph, rows: Sequence[RuleRow], held: list[Ints]) -> Seats | None:
    counts = [
        max(0, int(graph.places[posts].sum()) - int(row.limit)) for row, posts in zip(rows, held, strict=True)
    ]
    if sum(count * posts.size for count, posts in zip(counts, held, strict=True)) > MOST:
        return None
    first, stand_ins, people, posts_of = graph.allowance.size, [], [graph.candidate], [graph.post]
    for count, posts in zip(counts, held, strict=True):
        mine = np.arange(first, first + count)
        stand_ins.append(mine)
        people.append(np.repeat(mine, posts.size))
        posts_of.append(np.tile(posts, count))
        first += count
    more = sum(part.size for part in people[1:])
    wide = Graph(
        np.concatenate(people),
        np.concatenate(posts_of),
        np.concatenate([graph.score, np.full(more, RATHER)]),
        graph.places,
        np.concatenate([graph.allowance, np.ones(sum(counts), dtype=np.int64)]),
    )
    return Seats(wide, tuple(held), tuple(stand_ins)) if fits(wide, wide.score) else None


def solve_seats(graph: Graph, rows: Sequence[RuleRow]) -> Solution | None:
    """The optimum under caps over whole vacancies, proven by prices; ``None`` where it is not of that kind."""
    seats = seats_of(graph, rows)
    if seats is None:
        return None
    found = solve(seats.graph)
    prices, multipliers = _split(seats, found.prices)
    chosen = found.chosen[found.chosen < graph.size]
    reduced = duals.reduced_gains(graph, graph.score, rows, prices=prices, multipliers=multipliers)
    value = float(graph.score[chosen].sum())
    bound = duals.bound(graph, rows, reduced, prices=prices, multipliers=multipliers)
    gap = abs(bound - value) / max(1.0, abs(value))
    if gap > 0:
        return None
    worth = duals.best_sum(graph, reduced)[1]
    mine = replace(found, chosen=chosen, value=value, bound=bound, gap=gap, profits=worth)
    return replace(mine, prices=prices, multipliers=multipliers)


def seated(seats: Seats, graph: Graph, chosen: Ints) -> Ints:
    """A choice with its stand-ins: they take what the cap leaves free, in order; sorted edge indices."""
    free = graph.places - np.bincount(graph.post[chosen], minlength=graph.places.size)
    parts, first = [chosen], graph.size
    for posts, mine in zip(seats.held, seats.stand_ins, strict=True):
        columns = np.repeat(np.arange(posts.size), free[posts])[: mine.size]
        parts.append(first + np.arange(mine.size) * posts.size + columns)
        first += mine.size * posts.size
    return np.concatenate(parts)


def _split(seats: Seats, prices: Floats) -> tuple[Floats, Floats]:
    """What a cap costs is the least price among its vacancies, if it has stand-ins; the rest is the place's."""
    own, multipliers = prices.copy(), np.zeros(len(seats.held))
    for at, (posts, mine) in enumerate(zip(seats.held, seats.stand_ins, strict=True)):
        if mine.size and posts.size:
            multipliers[at] = prices[posts].min()
            own[posts] -= multipliers[at]
    return own, multipliers
