"""Graphs with rules: small random ones with an oracle that tries every choice, and whole ones of moderate size."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from passerelle.domain.matching.graph import Graph, RuleRow


def graph_of(pairs: Sequence[tuple[int, int, float]], places: Sequence[int], allowance: Sequence[int]) -> Graph:
    candidate, post, score = zip(*pairs, strict=True) if pairs else ((), (), ())
    return Graph(
        np.array(candidate, np.int64),
        np.array(post, np.int64),
        np.array(score, float),
        np.array(places, np.int64),
        np.array(allowance, np.int64),
    )


def allowed(graph: Graph, rows: Sequence[RuleRow], chosen: np.ndarray) -> bool:
    given = np.bincount(graph.candidate[chosen], minlength=graph.allowance.size)
    held = np.bincount(graph.post[chosen], minlength=graph.places.size)
    fits = bool(np.all(given <= graph.allowance) and np.all(held <= graph.places))
    return fits and not any(row.violated(chosen) for row in rows)


def brute(graph: Graph, rows: Sequence[RuleRow], *, count_first: bool, sign: float) -> tuple[int, float] | None:
    """(placements if they count first, else 0; best signed sum), or None when nothing is allowed."""
    best: tuple[int, float] | None = None
    for size in range(min(int(graph.places.sum()), int(graph.allowance.sum()), graph.size) + 1):
        for picked in combinations(range(graph.size), size):
            chosen = np.array(picked, np.int64)
            if allowed(graph, rows, chosen):
                found = (size if count_first else 0, sign * float(graph.score[chosen].sum()))
                best = found if best is None or found > best else best
    return best


def _row(name: str, kind: str, edges: list[int], amounts: list[int], limit: int) -> RuleRow:
    inside, weights = np.array(edges, np.int64), np.array(amounts[: len(edges)], float)
    if kind == "cap":
        return RuleRow(name, "", inside, np.ones(len(edges)), float(limit))
    if kind == "floor":
        return RuleRow(name, "", inside, -np.ones(len(edges)), -float(limit), "floor")
    if kind == "budget":
        return RuleRow(name, "", inside, weights / 2, float(limit), "budget")
    sign = 1.0 if kind == "share-floor" else -1.0
    return RuleRow(name, "", inside, sign * (2 - 5.0 * (weights > 2)), 0.0, kind)


@st.composite
def instances(draw: st.DrawFn) -> tuple[Graph, list[RuleRow]]:
    people, posts = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    pairs = draw(
        st.lists(
            st.tuples(st.integers(0, people - 1), st.integers(0, posts - 1), st.integers(-3, 9)),
            max_size=8,
            unique_by=lambda pair: pair[:2],
        )
    )
    places = draw(st.lists(st.integers(0, 2), min_size=posts, max_size=posts))
    allowance = draw(st.lists(st.integers(0, 2), min_size=people, max_size=people))
    graph = graph_of(pairs, places, allowance)
    edges = st.lists(st.integers(0, max(0, len(pairs) - 1)), unique=True, max_size=len(pairs)).map(sorted)
    amounts = st.lists(st.integers(0, 5), min_size=8, max_size=8)
    kinds = st.sampled_from(["cap", "floor", "budget", "share-floor", "share-cap"])
    drawn = draw(st.lists(st.tuples(kinds, edges, amounts, st.integers(0, 3)), max_size=3))
    return graph, [_row(f"r{n}", *one) for n, one in enumerate(drawn)]


def caps(name: str, group: np.ndarray, limit: float) -> list[RuleRow]:
    parts = [np.flatnonzero(group == number) for number in range(int(group.max()) + 1)]
    return [RuleRow(name, str(n), part, np.ones(part.size), limit) for n, part in enumerate(parts)]


@cache
def crossing(people: int = 40, posts: int = 30) -> tuple[Graph, list[RuleRow]]:
    graph = complete(people, posts, 2)
    woman = np.arange(people) % 3 == 0
    everywhere = np.arange(graph.size)
    rows = []
    for country in range(3):
        edges = np.flatnonzero(graph.post % 3 == country)
        women = woman[graph.candidate[edges]]
        share = RuleRow("women", str(country), edges, 3 - 7.0 * women, 0.0, "share-floor", 3 / 7, edges[women])
        rows.append(share)
    costs = np.random.default_rng(3).integers(1, 10, graph.size).astype(float)
    rows.append(RuleRow("money", "", everywhere, costs, 2.0 * posts, "budget"))
    rows += caps("cell", (graph.candidate % 4) * 3 + graph.post % 3, 2)
    return graph, rows


def complete(people: int, posts: int, seed: int, top: int = 10_000) -> Graph:
    chance = np.random.default_rng(seed)
    candidate, post = np.repeat(np.arange(people), posts), np.tile(np.arange(posts), people)
    score = chance.integers(0, top, candidate.size).astype(float)
    return Graph(candidate, post, score, np.ones(posts, np.int64), np.ones(people, np.int64))
