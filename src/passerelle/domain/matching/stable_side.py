"""The plain stable matching of a run's pairs, for comparison: both sides rank by the score, no rules."""

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching.graph import Graph, Ints
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.result import StableSide


def stable_side(plan: Plan) -> StableSide:
    """Placed and value of the stable matching, and the blocking pairs of the run's own answer."""
    graph, solution = plan.allotment.graph, plan.solution
    chosen = stable_choice(graph)
    value = float(graph.score[chosen].sum())
    return StableSide(
        placed=int(chosen.size),
        value=round(value),
        cost_placed=int(solution.chosen.size - chosen.size),
        cost_value=round(solution.value - value),
        blocking_pairs=blocking_pairs(graph, solution.chosen),
    )


def stable_choice(graph: Graph) -> Ints:
    """Edges of the stable matching when both sides rank by one score; ties by candidate, then vacancy.

    With one common score the best pair left is always wanted by both, so taking pairs in the order
    of their scores is deferred acceptance.
    """
    order = np.argsort(-graph.score, kind="stable")
    left, free = graph.allowance.tolist(), graph.places.tolist()
    taken = []
    people, posts = graph.candidate[order].tolist(), graph.post[order].tolist()
    for edge, person, post in zip(order.tolist(), people, posts, strict=True):
        if left[person] and free[post]:
            left[person] -= 1
            free[post] -= 1
            taken.append(edge)
    return np.array(sorted(taken), dtype=np.int64)


def blocking_pairs(graph: Graph, chosen: Ints) -> int:
    """Pairs whose score is above the worst that both of them hold (an open place or wish holds nothing)."""
    worst_person = _worst(graph.candidate, graph.allowance, graph, chosen)
    worst_post = _worst(graph.post, graph.places, graph, chosen)
    better = (graph.score > worst_person[graph.candidate]) & (graph.score > worst_post[graph.post])
    better[chosen] = False
    return int(better.sum())


def _worst(side: Ints, room: Ints, graph: Graph, chosen: Ints) -> NDArray[np.float64]:
    worst = np.full(room.size, np.inf)
    np.minimum.at(worst, side[chosen], graph.score[chosen])
    worst[np.bincount(side[chosen], minlength=room.size) < room] = -np.inf
    return worst
