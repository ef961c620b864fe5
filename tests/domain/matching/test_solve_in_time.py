"""When work or time runs out: a valid answer, a true bound, no guessed price."""

import time

import numpy as np
import pytest
from graphs import allowed, crossing

from passerelle.domain.matching import counts, linear
from passerelle.domain.matching.effort import Effort, OutOfTime
from passerelle.domain.matching.graph import RuleRow
from passerelle.domain.matching.rule_prices import Settings, rule_prices
from passerelle.domain.matching.solve import solve


@pytest.mark.parametrize(
    "least",
    [{"BRANCHES": -1}, {"LEAVES": 0}, {"LEAF_NODES": 1}, {"PROBE": 3, "LEAF": 5, "LEAVES": 2}],
    ids=["branches", "leaves", "nodes", "pairs"],
)
def test_work_that_runs_out_leaves_a_valid_answer_and_a_true_bound(monkeypatch, least):
    graph, rows = crossing()
    best = solve(graph, rows).value
    for name, most in least.items():
        monkeypatch.setattr(counts, name, most)
    found = solve(graph, rows)
    assert allowed(graph, rows, found.chosen)
    assert found.value <= best <= found.bound
    assert (found.status == "optimal") == (found.gap == 0)


class Clock:
    """A clock that jumps to the end of time after some readings."""

    def __init__(self, readings: int) -> None:
        self.left = readings

    def __call__(self) -> float:
        self.left -= 1
        return 0.0 if self.left >= 0 else 1e9


@pytest.mark.parametrize("readings", [1, 2, 3, 4, 6, 8])
@pytest.mark.parametrize("first", [False, True])
def test_whenever_time_runs_out_the_answer_is_valid(monkeypatch, readings, first):
    graph, rows = crossing(15, 12)
    with_floor = [*rows, RuleRow("some", "", np.arange(graph.size), -np.ones(graph.size), -2.0, "floor")]
    for some in (rows, with_floor):
        monkeypatch.setattr(time, "monotonic", Clock(readings))
        found = solve(graph, some, time_limit=100.0, placements_first=first)
        assert allowed(graph, some, found.chosen)
        assert found.bound >= found.value or not np.isfinite(found.bound)


def test_without_time_left_there_are_no_prices(monkeypatch):
    graph, rows = crossing(15, 12)
    found = solve(graph, rows)
    assert Settings().begun() == Settings()
    assert [price.rule for price in rule_prices(graph, rows, found, Settings(time_limit=100).begun())]
    monkeypatch.setattr(time, "monotonic", Clock(1))
    assert rule_prices(graph, rows, found, Settings(time_limit=100).begun()) == []


def test_a_relaxation_that_takes_too_long_is_given_up():
    graph, rows = crossing()
    with pytest.raises(OutOfTime):
        linear.relax_columns((graph, graph.score, rows), np.arange(graph.size), penalty=1e7, seconds=1e-9)


def test_seconds_left_are_those_to_the_deadline():
    assert Effort.of(0.0, None).left() is None
    assert 0 < (Effort.of(0.0, 100).left() or 0) <= 100


def test_a_price_that_time_did_not_allow_is_not_guessed(monkeypatch):
    graph, rows = crossing(15, 12)
    found = solve(graph, rows)
    monkeypatch.setattr(time, "monotonic", Clock(4))
    assert rule_prices(graph, rows, found, Settings(time_limit=100).begun()) == []
