"""Runs of moderate size: gaps, warm starts, prices and very large scores."""

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from graphs import allowed, caps, complete, crossing, graph_of
from scipy.optimize import Bounds, LinearConstraint, milp

from passerelle.domain.matching import branching, counts, integer, linear, pricing
from passerelle.domain.matching import solve as solve_module
from passerelle.domain.matching.clash import can_be_met, irreducible_clash
from passerelle.domain.matching.effort import Effort
from passerelle.domain.matching.graph import Graph, RuleRow
from passerelle.domain.matching.proof import sharpen, total
from passerelle.domain.matching.rule_prices import rule_prices, threshold
from passerelle.domain.matching.solve import solve


@cache
def tree() -> tuple[Graph, list[RuleRow]]:
    graph = complete(120, 100, 1)
    region, employer = np.arange(120) % 12, np.arange(100) % 20
    rows = caps("region", region[graph.candidate], 7) + caps("country", region[graph.candidate] // 3, 18)
    return graph, rows + caps("employer", employer[graph.post], 3)


def oracle(graph: Graph, rows: list[RuleRow]) -> float:
    table, right = linear.matrix(graph, rows, np.arange(graph.size))
    ones = np.ones(graph.size)
    found = milp(
        -graph.score, integrality=ones, bounds=Bounds(0, 1), constraints=LinearConstraint(table, ub=right)
    )
    return -float(found.fun)


def test_rules_that_form_a_tree_leave_no_gap():
    graph, rows = tree()
    found = solve(graph, rows)
    assert (found.status, found.method, found.gap) == ("optimal", "linear", 0.0)
    assert allowed(graph, rows, found.chosen)


def test_rules_that_cross_end_at_the_optimum():
    graph, rows = crossing()
    found = solve(graph, rows)
    assert (found.status, found.gap, found.method) == ("optimal", 0.0, "branch-and-bound")
    assert allowed(graph, rows, found.chosen)
    assert found.value == pytest.approx(oracle(graph, rows))


def test_few_pairs_at_a_leaf_first_give_the_same_optimum(monkeypatch):
    graph, rows = crossing()
    best = solve(graph, rows).value
    monkeypatch.setattr(counts, "FEW", 0)
    monkeypatch.setattr(counts, "PROBE", 100)
    monkeypatch.setattr(counts, "CLOSE", 0.0)
    found = solve(graph, rows)
    assert (found.value, found.status) == (best, "optimal")


def test_above_the_exact_size_a_proven_thousandth_is_enough(monkeypatch):
    graph, rows = crossing()
    best = solve(graph, rows).value
    for large in (1e9, 1):
        monkeypatch.setattr(pricing, "EXACT_EDGES", 1)
        monkeypatch.setattr(pricing, "LARGE", large)
        found = solve(graph, rows)
        assert found.value <= best <= found.bound
        assert (found.status == "optimal") == (found.gap <= integer.LARGE_GAP)


def test_a_gap_that_is_asked_for_ends_the_search():
    graph, rows = crossing()
    found = solve(graph, rows, gap=0.5)
    assert (found.status, found.gap <= 0.5) == ("optimal", True)


@pytest.mark.parametrize(("sense", "first"), [("max", False), ("max", True), ("min", False)])
def test_a_warm_start_ends_where_a_cold_one_does(monkeypatch, sense, first):
    monkeypatch.setattr(pricing, "ALL_COLUMNS", 100)
    graph, rows = crossing()
    cold = solve(graph, rows, sense=sense, placements_first=first)
    some = solve(graph, rows[1:], sense=sense, placements_first=first).near
    warm = solve(graph, rows, sense=sense, placements_first=first, near=some)
    assert (warm.value, warm.bound, warm.status) == (cold.value, cold.bound, cold.status)
    assert len(warm.chosen) == len(cold.chosen)


def test_a_warm_start_may_name_its_pairs_in_any_order():
    graph, rows = crossing()
    back = np.arange(graph.size)[::-1]
    turned = [
        replace(
            row,
            edges=graph.size - 1 - row.edges,
            share=None if row.share is None else graph.size - 1 - row.share,
        )
        for row in rows
    ]
    one = solve(graph.part(back), turned)
    again = solve(graph.part(back), turned, near=one.near)
    assert again.chosen.tolist() == one.chosen.tolist()
    assert one.value == solve(graph, rows).value


def test_the_price_of_a_rule_is_that_of_a_cold_rerun(monkeypatch):
    monkeypatch.setattr(pricing, "ALL_COLUMNS", 100)
    graph, rows = crossing(20, 15)
    found = solve(graph, rows)
    for price in rule_prices(graph, rows, found):
        cold = solve(graph, [row for row in rows if row.rule != price.rule])
        assert price.value == found.value - cold.value


def test_a_threshold_is_that_of_a_cold_rerun_for_a_further_person():
    graph, rows = tree()
    found = solve(graph, rows)
    for post in (0, 50):
        least = threshold(graph, rows, found, post)
        for more, placed in ((1, True), (-1, False)):
            extra = Graph(
                np.append(graph.candidate, 120),
                np.append(graph.post, post),
                np.append(graph.score, least + more),
                graph.places,
                np.append(graph.allowance, 1),
            )
            assert (graph.size in solve(extra, rows).chosen) == placed


@pytest.mark.parametrize("factor", [1e15, 1e-9])
def test_the_size_of_scores_changes_no_choice(factor):
    graph, rows = crossing(15, 12)
    scaled = replace(graph, score=graph.score * factor)
    one, other = solve(graph, rows), solve(scaled, rows, gap=1e-9)
    assert other.value == pytest.approx(one.value * factor, rel=1e-9)
    assert allowed(graph, rows, other.chosen)


def test_bounds_of_whole_scores_are_whole():
    whole, tenths, none = np.array([3.0, 4.0]), np.array([0.3, 1.5]), np.array([np.pi, 1.0])
    assert (sharpen(7.9, whole), sharpen(1.87, tenths), sharpen(4.5, none)) == (7.0, 1.8, 4.5)
    assert sharpen(np.inf, whole) == np.inf
    assert total(none, np.array([0])) == np.pi


def test_a_clash_among_many_is_found_without_weighing_scores():
    graph, rows = crossing()
    women = np.flatnonzero(graph.candidate % 3 == 0)
    floor = RuleRow("floor", "", women, -np.ones(women.size), -20.0, "floor")
    assert irreducible_clash(graph, [*rows, floor]) == ["floor"]
    lower = replace(floor, limit=-3.0)
    assert can_be_met(graph, [*rows, lower])


def test_rules_that_only_halves_could_meet_are_a_clash(monkeypatch):
    graph = graph_of([(0, 0, 5)], [1], [1])
    row = RuleRow("two", "", np.arange(1), -np.ones(1), -2.0, "floor")
    assert branching.first_valid((graph, graph.score, [row])) is None
    halves = graph_of([(0, 0, 5), (1, 0, 5)], [1], [1, 1])
    between = [
        RuleRow("half", "", np.array([0]), np.array([-2.0]), -1.0, "floor"),
        RuleRow("not", "", np.array([0]), np.array([2.0]), 1.0),
    ]
    assert branching.first_valid((halves, halves.score, between)) is None
    assert solve(halves, between).status == "infeasible"
    assert solve(graph, [row], time_limit=1e-9).status == "infeasible"
    monkeypatch.setattr(counts, "BRANCHES", -1)
    assert solve(halves, between).status == "infeasible"


def test_a_first_answer_looks_at_every_pair_before_it_gives_up(monkeypatch):
    graph = graph_of([(0, 0, 5), (1, 1, 5)], [1, 1], [1, 1])
    row = RuleRow("one", "", np.array([0]), -np.ones(1), -1.0, "floor")
    monkeypatch.setattr(pricing, "possible", lambda *_: np.array([1]))
    assert branching.first_valid((graph, graph.score, [row])).tolist() == [0]


def test_a_floor_on_small_amounts_outweighs_any_score():
    graph = graph_of([(0, 0, -5)], [1], [1])
    row = RuleRow("little", "", np.arange(1), np.full(1, -1e-4), -1e-4, "floor")
    assert solve(graph, [row]).chosen.tolist() == [0]


def test_a_large_relaxation_may_end_with_a_small_slack(monkeypatch):
    graph, rows = crossing()
    for name, value in (("ALL_COLUMNS", 100), ("LARGE", 1), ("LOOSE", 10.0), ("FIRST_EACH", 1)):
        monkeypatch.setattr(pricing, name, value)
    found = solve(graph, rows)
    assert found.bound >= oracle(graph, rows)
    assert allowed(graph, rows, found.chosen)


def test_an_answer_of_the_solver_that_breaks_a_rule_is_not_taken(monkeypatch):
    graph = graph_of([(0, 0, 5)], [1], [1])
    row = RuleRow("none", "", np.arange(1), np.ones(1), 0.0)
    loose = SimpleNamespace(x=np.ones(1), mip_dual_bound=-5.0, status=0)
    monkeypatch.setattr(branching, "milp", lambda *_, **__: loose)
    found = branching.search((graph, graph.score, [row]), np.arange(1), Effort())
    assert (found.chosen, found.bound) == (None, 5.0)


def test_a_count_that_scores_cannot_keep_is_told_without_a_bound(monkeypatch):
    graph, rows = crossing(15, 12)
    answers = iter([integer.optimise(graph, np.ones(graph.size), rows, Effort()), None])
    monkeypatch.setattr(solve_module, "optimise", lambda *_, **__: next(answers))
    assert solve(graph, rows, placements_first=True).status == "stopped"


def test_a_dive_whose_kept_pairs_fill_everything_needs_no_search():
    graph = graph_of([(0, 0, 5)], [1], [1])
    whole = linear.Relaxed(np.arange(1), np.ones(1), np.zeros(1), np.zeros(0), 0.0)
    found = branching.dive((graph, graph.score, []), whole, np.zeros(1), Effort())
    assert [one.tolist() for one in found][0] == [0]
    row = RuleRow("none", "", np.arange(1), np.ones(1), 0.0)
    assert next(branching.dive((graph, graph.score, [row]), whole, np.zeros(1), Effort())).tolist() == []
