"""Places alone: the exact optimum by shortest augmenting paths over a dense table of seats."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from passerelle.domain.matching.graph import Floats, Graph, Ints

CELLS = 40_000_000  # of 8 bytes: 320 MB


def _seats(graph: Graph, gains: Floats) -> tuple[Ints, Ints]:
    """The post of each seat, and the pairs worth seating; no post needs more seats than it has pairs."""
    useful = np.flatnonzero(
        (gains > 0) & (graph.places[graph.post] > 0) & (graph.allowance[graph.candidate] > 0)
    )
    wanted = np.bincount(graph.post[useful], minlength=graph.places.size)
    seats = np.minimum(graph.places, wanted)
    return np.repeat(np.arange(seats.size), seats), useful


def fits(graph: Graph, gains: Floats, cells: int = CELLS) -> bool:
    """Whether the dense method applies: one post each, and a table of at most ``cells`` cells."""
    if graph.allowance.size and int(graph.allowance.max()) > 1:
        return False
    seats, useful = _seats(graph, gains)
    return seats.size * np.unique(graph.candidate[useful]).size <= cells


def assign(graph: Graph, gains: Floats) -> Ints:
    """Edge indices, sorted, of a choice with the largest sum of gains; pairs without gain are left out."""
    seats, useful = _seats(graph, gains)
    if useful.size == 0:
        return useful
    people, column = np.unique(graph.candidate[useful], return_inverse=True)
    first_seat = np.searchsorted(seats, np.arange(graph.places.size))
    cost = np.zeros((seats.size, people.size))
    cost[first_seat[graph.post[useful]], column] = -gains[useful]
    repeats = np.flatnonzero(np.diff(seats, prepend=-1) == 0)
    cost[repeats] = cost[first_seat[seats[repeats]]]
    row, col = linear_sum_assignment(cost if seats.size <= people.size else np.ascontiguousarray(cost.T))
    seat, person = (row, col) if seats.size <= people.size else (col, row)
    taken = cost[seat, person] < 0
    return _edges(graph, useful, people[person[taken]], seats[seat[taken]])


def _edges(graph: Graph, useful: Ints, person: Ints, post: Ints) -> Ints:
    width = graph.places.size
    keys = graph.candidate[useful] * width + graph.post[useful]
    order = np.argsort(keys, kind="stable")
    found = np.searchsorted(keys[order], person * width + post)
    return np.sort(useful[order[found]])
