"""Stable matching: nobody blocks, and candidates get the best that any stable matching gives them."""

from itertools import product

import numpy as np
from graphs import graph_of
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.domain.matching.stable import (
    count_blocking,
    lot,
    match_stably,
    stable_by_score,
    strict_orders,
)

NAMES, POSTS = ("a", "b", "c"), ("p", "q")
ranks = st.integers(1, 3).map(float)
sides = st.tuples(
    st.fixed_dictionaries({name: st.dictionaries(st.sampled_from(POSTS), ranks) for name in NAMES}),
    st.fixed_dictionaries(
        {post: st.dictionaries(st.sampled_from((*NAMES, "stranger")), ranks) for post in POSTS}
    ),
    st.fixed_dictionaries({post: st.integers(0, 2) for post in POSTS}),
    st.integers(0, 5),
)


def all_matchings(lists, places):
    for chosen in product(*([None, *lists[name]] for name in NAMES)):
        post_of = {name: post for name, post in zip(NAMES, chosen, strict=True) if post}
        if all(list(post_of.values()).count(post) <= count for post, count in places.items()):
            yield post_of


@given(sides)
@settings(deadline=None)
def test_no_pair_blocks_and_no_candidate_does_better_in_any_stable_matching(drawn):
    wishes, offers, places, seed = drawn
    lists, orders = strict_orders(wishes, offers, seed)
    result = match_stably(wishes, offers, places, seed)
    assert result.blocking_pairs == 0
    assert result.unmatched == len(NAMES) - len(result.post_of)
    best = {name: len(lists[name]) for name in NAMES}
    for post_of in all_matchings(lists, places):
        if count_blocking(post_of, lists, orders, places) == 0:
            for name, post in post_of.items():
                best[name] = min(best[name], lists[name].index(post))
    for name in NAMES:
        post = result.post_of.get(name)
        assert (lists[name].index(post) if post else len(lists[name])) == best[name]


def test_an_unstable_matching_is_seen_to_be_blocked():
    lists = {"a": ["p"], "b": ["p"]}
    orders = {"p": {"a": 0, "b": 1}}
    assert count_blocking({"b": "p"}, lists, orders, {"p": 1}) == 1
    assert count_blocking({}, lists, orders, {"p": 1}) == 2


def test_the_lot_decides_between_equals():
    wishes = {name: {"p": 1.0} for name in NAMES}
    result = match_stably(wishes, {"p": dict.fromkeys(NAMES, 1.0)}, {"p": 1}, 7)
    assert list(result.post_of) == [min(NAMES, key=lambda name: lot(7, name))]
    assert result.ties_broken == 2


def test_scores_rank_both_sides():
    graph = graph_of([(0, 0, 9), (1, 0, 8), (1, 1, 7), (0, 1, 1)], [1, 1], [1, 1])
    result = stable_by_score(graph, ["a", "b"], ["p", "q"], 0)
    assert result.post_of == {"a": "p", "b": "q"}
    assert np.array_equal(result.proposals, 3)
