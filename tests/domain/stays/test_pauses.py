"""What a pause of a stay does to days, terms and the planned end."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.stays.pauses import Pause, after_the_pause, moves_end, paused_days

START = date(2026, 3, 1)
DAY = timedelta(days=1)
TEN = Pause(date(2026, 3, 10), date(2026, 3, 19))  # ten days
pauses = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 30)).map(
        lambda told: Pause(START + DAY * told[0], START + DAY * (told[0] + told[1]))
    ),
    max_size=4,
)


@given(pauses, st.integers(0, 90), st.integers(0, 60))
def test_days_of_a_pause_are_those_that_counting_finds(told: list[Pause], first: int, length: int) -> None:
    begins, ends = START + DAY * first, START + DAY * (first + length)
    stretch = [begins + DAY * place for place in range(length + 1)]
    counted = sum(any(one.first <= day <= one.last for one in told) for day in stretch)
    assert paused_days(told, begins, ends) == counted


def test_a_term_inside_a_pause_ends_as_much_later_as_the_pause_lasts_and_others_stay() -> None:
    # Three days were left on the morning of the tenth: 10, 11 and 12; they follow the pause: 20, 21, 22.
    assert after_the_pause(date(2026, 3, 12), TEN) == date(2026, 3, 22)
    assert after_the_pause(TEN.first, TEN) == date(2026, 3, 20)
    assert after_the_pause(TEN.last, TEN) == date(2026, 3, 29)
    assert after_the_pause(date(2026, 3, 9), TEN) == date(2026, 3, 9)
    assert after_the_pause(date(2026, 3, 20), TEN) == date(2026, 3, 20)
    assert after_the_pause(None, TEN) is None


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_no_term_ends_inside_the_pause_or_earlier_than_before(due: date) -> None:
    found = after_the_pause(due, TEN)
    assert found is not None
    assert found >= due
    assert not TEN.first <= found <= TEN.last


def test_whether_the_end_moves_is_data_of_the_schemes_route_and_unknown_where_it_says_nothing() -> None:
    facts = {
        "route": [{"id": "a", "pause_moves_end": True}, {"id": "b", "pause_moves_end": False}, {"id": "c"}]
    }
    assert [moves_end(facts, one) for one in ("a", "b", "c", "d", "")] == [True, False, None, None, None]
    assert moves_end({}, "a") is None
