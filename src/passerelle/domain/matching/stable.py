"""Stable matching of two ranked sides: candidates propose, posts keep their best (deferred acceptance).

Gale and Shapley (1962). Nobody who could be kept elsewhere is left with a worse post: no pair blocks.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from passerelle.domain.matching.graph import Graph
from passerelle.domain.quotas.lottery import Lots, lot

Ranks = Mapping[str, Mapping[str, float]]  # who ranks -> whom -> rank, 1 is best


@dataclass(frozen=True, slots=True)
class StableResult:
    """Who goes where, and counts: proposals made, ties broken by lot, candidates unmatched."""

    post_of: dict[str, str]
    proposals: int
    ties_broken: int
    unmatched: int
    blocking_pairs: int


def count_ties(ranks: Ranks) -> int:
    """Entries of lists that share their rank with one before them, so that the lot decides."""
    return sum(len(listed) - len(set(listed.values())) for listed in ranks.values())


def strict_orders(
    candidate_ranks: Ranks, post_ranks: Ranks, seed: int | str | Lots
) -> tuple[dict[str, list[str]], dict[str, dict[str, int]]]:
    """Each candidate's list of posts, and each post's order of candidates, without ties.

    Absent on either side is unacceptable. Posts break ties by the candidates' lots, candidates by the
    post's id.
    """
    lots = {name: lot(seed, name) for name in candidate_ranks}
    lists = {
        name: sorted(
            (post for post in listed if name in post_ranks.get(post, {})), key=lambda post: (listed[post], post)
        )
        for name, listed in candidate_ranks.items()
    }
    orders = {}
    for post, listed in post_ranks.items():
        ranked = sorted((listed[name], lots[name], name) for name in listed if name in lots)
        orders[post] = {name: place for place, (_, _, name) in enumerate(ranked)}
    return lists, orders


def match_stably(
    candidate_ranks: Ranks, post_ranks: Ranks, places: Mapping[str, int], seed: int | str | Lots
) -> StableResult:
    """The best stable matching for the candidates under the strict orders of ``strict_orders``."""
    lists, orders = strict_orders(candidate_ranks, post_ranks, seed)
    post_of, proposals = _propose(lists, orders, places)
    blocking = count_blocking(post_of, lists, orders, places)
    ties = count_ties(post_ranks) + count_ties(candidate_ranks)
    return StableResult(post_of, proposals, ties, len(lists) - len(post_of), blocking)


def _propose(
    lists: Mapping[str, Sequence[str]], order: Mapping[str, Mapping[str, int]], places: Mapping[str, int]
) -> tuple[dict[str, str], int]:
    held: dict[str, list[tuple[int, str]]] = {post: [] for post in order}  # worst holder on top
    next_place = dict.fromkeys(lists, 0)
    waiting = sorted(lists, reverse=True)
    proposals = 0
    while waiting:
        name = waiting.pop()
        if next_place[name] == len(lists[name]):
            continue
        post = lists[name][next_place[name]]
        next_place[name] += 1
        proposals += 1
        heapq.heappush(held[post], (-order[post][name], name))
        if len(held[post]) > places.get(post, 0):
            waiting.append(heapq.heappop(held[post])[1])
    return {name: post for post, holders in held.items() for _, name in holders}, proposals


def count_blocking(
    post_of: Mapping[str, str],
    lists: Mapping[str, Sequence[str]],
    order: Mapping[str, Mapping[str, int]],
    places: Mapping[str, int],
) -> int:
    """Pairs who would both rather have each other than what they hold (strict order on both sides)."""
    worst: dict[str, list[int]] = {post: [] for post in order}
    for name, post in post_of.items():
        worst[post].append(order[post][name])
    blocking = 0
    for name, listed in lists.items():
        for post in listed:
            if post_of.get(name) == post:
                break
            holders = worst[post]
            free = len(holders) < places.get(post, 0)
            blocking += free or (bool(holders) and max(holders) > order[post][name])
    return blocking


def stable_by_score(graph: Graph, candidates: Sequence[str], posts: Sequence[str], seed: int) -> StableResult:
    """The stable matching where both sides rank by score (a shortcut for a run beside the optimum).

    Ranks are the negated scores, so equal scores are ties and the lot decides.
    """
    wanted: dict[str, dict[str, float]] = {name: {} for name in candidates}
    offered: dict[str, dict[str, float]] = {name: {} for name in posts}
    for person, post, score in zip(
        graph.candidate.tolist(), graph.post.tolist(), graph.score.tolist(), strict=True
    ):
        wanted[candidates[person]][posts[post]] = -score
        offered[posts[post]][candidates[person]] = -score
    places = dict(zip(posts, graph.places.tolist(), strict=True))
    return match_stably(wanted, offered, places, seed)
