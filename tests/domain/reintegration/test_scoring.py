"""Weighted marks become a ranking: the mean of who scored, equal totals share a rank, awards keep to limits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.reintegration.scoring import (
    CRITERIA,
    WEIGHTS,
    Ranked,
    beyond,
    marks_hold,
    mean,
    ranking,
    sheet_total,
    weights_hold,
)

MARKS = st.fixed_dictionaries({code: st.integers(0, 5) for code in CRITERIA})


@given(marks=MARKS)
def test_a_sheet_is_between_nothing_and_a_hundred(marks):
    assert marks_hold(marks, WEIGHTS)
    assert 0 <= sheet_total(marks, WEIGHTS) <= 100


@given(marks=MARKS, code=st.sampled_from(sorted(CRITERIA)))
def test_a_better_mark_never_lowers_a_total(marks, code):
    better = {**marks, code: 5}
    assert sheet_total(better, WEIGHTS) >= sheet_total(marks, WEIGHTS)


@pytest.mark.parametrize(
    ("weights", "holds"),
    [
        (WEIGHTS, True),
        ({"viability": 100}, True),
        ({}, False),
        ({"viability": 99}, False),
        ({"viability": 101, "market": -1}, False),
        ({"viability": 50, "beauty": 50}, False),
    ],
)
def test_weights_are_known_and_sum_to_a_hundred(weights, holds):
    assert weights_hold(weights) is holds


@pytest.mark.parametrize("marks", [{}, {"viability": 6}, {"viability": -1}, {"viability": 3, "market": 3}])
def test_marks_are_whole(marks):
    assert not marks_hold(marks, {"viability": 100})


@given(totals=st.dictionaries(st.text("abc", min_size=1), st.none() | st.decimals(0, 100, places=2)))
def test_everybody_has_a_place_and_no_worse_total_a_better_rank(totals):
    ranked = ranking(totals)
    assert {one.plan for one in ranked} == set(totals)
    known = [one for one in ranked if one.total is not None]
    for one in known:
        better = sum(1 for other in known if other.total > one.total)
        assert one.rank == better + 1
    assert all(one.rank is None for one in ranked if one.total is None)


def test_equal_totals_share_a_rank():
    two = Decimal(2)
    found = ranking({"a": two, "b": Decimal(1), "c": two, "d": None})
    assert found == [
        Ranked("a", two, 1),
        Ranked("c", two, 1),
        Ranked("b", Decimal(1), 3),
        Ranked("d", None, None),
    ]


def test_the_mean_of_nobody_is_not_known():
    assert mean([]) is None
    assert mean([Decimal(1), Decimal(2), Decimal(2)]) == Decimal("1.67")


@pytest.mark.parametrize(
    ("amounts", "budget", "most", "against"),
    [
        ([10_000] * 10, 100_000, 10, ""),
        ([10_000] * 11, 100_000, 20, "budget"),
        ([1] * 11, None, 10, "most"),
        ([1] * 11, None, None, ""),
    ],
)
def test_ten_prizes_are_ten(amounts, budget, most, against):
    limit = None if budget is None else Decimal(budget)
    assert beyond([Decimal(one) for one in amounts], limit, most) == against
