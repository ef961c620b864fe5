"""The solver against an oracle that tries every choice."""

import numpy as np
import pytest
from graphs import allowed, brute, graph_of, instances
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.domain.matching import branching, counts, pricing
from passerelle.domain.matching.clash import can_be_met, irreducible_clash
from passerelle.domain.matching.graph import Graph, RuleRow
from passerelle.domain.matching.rule_prices import rule_prices, threshold
from passerelle.domain.matching.solve import solve


@given(instances(), st.sampled_from(["max", "min"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_answer_is_the_best_that_the_rules_allow(instance, sense, placements_first):
    graph, rows = instance
    count_first = placements_first or sense == "min"
    sign = 1.0 if sense == "max" else -1.0
    best = brute(graph, rows, count_first=count_first, sign=sign)
    found = solve(graph, rows, sense=sense, placements_first=placements_first)
    if best is None:
        assert found.status == "infeasible"
        return
    assert (found.status, found.gap) == ("optimal", 0)
    assert allowed(graph, rows, found.chosen)
    assert sign * found.value == pytest.approx(best[1])
    assert not count_first or len(found.chosen) == best[0]


@given(instances())
@settings(max_examples=60, deadline=None)
def test_column_generation_and_diving_end_at_the_same_optimum(instance):
    graph, rows = instance
    whole = solve(graph, rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pricing, "ALL_COLUMNS", 1)
        patch.setattr(pricing, "FIRST_EACH", 1)
        patch.setattr(pricing, "NEW_EACH", 1)
        patch.setattr(counts, "PROBE", 1)
        patch.setattr(branching, "DIVE_PAIRS", 1)
        priced = solve(graph, rows)
    assert (priced.status, priced.value) == (whole.status, pytest.approx(whole.value))


@given(instances())
@settings(max_examples=60, deadline=None)
def test_a_clashing_set_is_irreducible(instance):
    graph, rows = instance
    clash = irreducible_clash(graph, rows)
    assert bool(clash) == (brute(graph, rows, count_first=False, sign=1) is None)
    assert not clash or not can_be_met(graph, [row for row in rows if row.rule in clash])
    for name in clash:
        assert can_be_met(graph, [row for row in rows if row.rule in clash and row.rule != name])


@given(instances(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_pairs_changes_nothing(instance, chance):
    graph, rows = instance
    order = np.array(chance.sample(range(graph.size), graph.size), np.int64)
    place = np.argsort(order)
    shuffled_rows = [
        RuleRow(row.rule, row.group, place[row.edges], row.coefficients, row.limit, row.kind) for row in rows
    ]
    one, other = solve(graph, rows), solve(graph.part(order), shuffled_rows)
    assert sorted(order[other.chosen].tolist()) == one.chosen.tolist()
    assert np.array_equal(one.prices, other.prices)


@given(instances())
@settings(max_examples=60, deadline=None)
def test_a_price_under_places_alone_is_what_one_place_is_worth(instance):
    graph, _ = instance
    one_each = Graph(graph.candidate, graph.post, graph.score, graph.places, np.minimum(graph.allowance, 1))
    found = solve(one_each)
    for post in np.flatnonzero(graph.places):
        fewer = graph.places.copy()
        fewer[post] -= 1
        less = brute(
            Graph(graph.candidate, graph.post, graph.score, fewer, one_each.allowance),
            [],
            count_first=False,
            sign=1,
        )
        assert found.prices[post] == pytest.approx(found.value - less[1])


def test_a_rule_costs_the_difference_to_a_run_without_it():
    graph = graph_of([(0, 0, 9), (1, 0, 4), (1, 1, 3)], [1, 1], [1, 1])
    rows = [
        RuleRow("one", "", np.arange(3), np.ones(3), 1.0),
        RuleRow("free", "", np.arange(3), np.ones(3), 3.0),
    ]
    found = solve(graph, rows)
    assert [(price.rule, price.placed, price.value) for price in rule_prices(graph, rows, found)] == [
        ("one", -1, -3.0),
        ("free", 0, 0.0),
    ]


def test_a_further_person_must_beat_the_value_that_the_rest_would_lose():
    graph = graph_of([(0, 0, 9), (1, 0, 4), (1, 1, 3)], [1, 1], [1, 1])
    row = [RuleRow("two", "", np.arange(3), np.ones(3), 2.0)]
    bare, ruled = solve(graph), solve(graph, row)
    assert threshold(graph, [], bare, 1) == 3
    assert threshold(graph, row, ruled, 1, coefficients=np.ones(1)) == 3
    assert threshold(graph, row, ruled, 0, coefficients=np.ones(1)) == 9
    with_closed = Graph(graph.candidate, graph.post, graph.score, np.array([1, 0]), graph.allowance)
    assert threshold(with_closed, [], solve(with_closed), 1) == np.inf


def test_under_placements_first_a_threshold_weighs_placements_before_scores():
    graph = graph_of([(0, 0, 9), (1, 1, 3)], [1, 2], [1, 1])
    first = solve(graph, placements_first=True)
    assert threshold(graph, [], first, 0, placements_first=True) == 9
    assert threshold(graph, [], first, 1, placements_first=True) == -np.inf
    floor = [RuleRow("both", "", np.arange(2), -np.ones(2), -2.0, "floor")]
    assert threshold(graph, floor, solve(graph, floor), 0) == np.inf


def test_a_clock_that_has_run_out_still_gives_a_valid_answer():
    chance = np.random.default_rng(4)
    pairs = [(person, post, int(chance.integers(1, 10_000))) for person in range(60) for post in range(60)]
    graph = graph_of(pairs, [1] * 60, [1] * 60)
    costs = chance.integers(1, 1_000, len(pairs)).astype(float)
    rows = [RuleRow("money", "", np.arange(len(pairs)), costs, 5_001.0, "budget")]
    found = solve(graph, rows, time_limit=1e-6)
    assert allowed(graph, rows, found.chosen)
    assert found.status == "stopped"
    assert found.bound >= found.value
