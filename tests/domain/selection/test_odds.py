"""Odds: worked cases, and what holds for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.selection.odds import Base, in_round_numbers, odds, wilson


def test_thirty_places_and_ninety_six_people_are_three_in_ten() -> None:
    found = odds(Base(places=30, people=96))
    assert found is not None
    assert str(found.words) == "3 in 10 (30 places, 96 people); it may be from 2 to 5."


def test_published_interval() -> None:
    # Brown, Cai and DasGupta's n = 50, x = 5, reckoned by the formula by hand: 0.0435 to 0.2136.
    low, high = wilson(5, 50)
    assert (round(low, 4), round(high, 4)) == (0.0435, 0.2136)


def test_no_base_is_unknown_and_not_zero() -> None:
    assert odds(Base()) is None
    assert odds(Base(places=30)) is None
    assert odds(Base(people=9)) is None
    assert odds(Base(passed_before=3)) is None


def test_small_chances_are_said_in_hundreds_and_thousands() -> None:
    assert in_round_numbers(120 / 9677) == (1, 100)
    assert in_round_numbers(2 / 1000) == (2, 1000)
    assert in_round_numbers(0) == (0, 1000)


def test_past_rounds_alone_and_both_bases() -> None:
    past = odds(Base(passed_before=5, tried_before=50))
    assert past is not None
    assert "before, 5 of 50 passed" in str(past.words)
    both = odds(Base(places=30, people=60, passed_before=5, tried_before=50))
    assert both is not None
    assert (both.share, both.low) == (0.5, past.low)
    assert both.high > past.high


def test_more_places_than_people_is_not_more_than_certain() -> None:
    found = odds(Base(places=30, people=10))
    assert found is not None
    assert (found.share, found.high) == (1, 1)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_the_share_lies_in_its_range_and_more_people_never_raise_it(places: int, people: int) -> None:
    one, more = odds(Base(places=places, people=people)), odds(Base(places=places, people=people + 1))
    assert one is not None
    assert more is not None
    assert 0 <= one.low <= one.share <= one.high <= 1
    assert more.share <= one.share


@pytest.mark.parametrize("pair", [(1, 0), (3, 2), (-1, 2)])
def test_counts_that_cannot_be(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="counted among"):
        wilson(*pair)
