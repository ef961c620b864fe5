"""Months owed and their term."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.stays.pauses import Pause
from passerelle.domain.work.months import due_on, months_owed, next_month

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_a_month_is_due_on_the_fifth_of_the_next() -> None:
    assert due_on(date(2026, 12, 1)) == date(2027, 1, 5)
    assert next_month(date(2026, 5, 1)) == date(2026, 6, 1)


def test_the_months_of_a_stay() -> None:
    owed = months_owed(date(2026, 3, 31), date(2026, 5, 1), date(2026, 9, 1))
    assert owed == (date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1))
    assert months_owed(None, None, date(2026, 9, 1)) == ()
    assert months_owed(date(2026, 10, 1), None, date(2026, 9, 1)) == ()


@given(DAYS, DAYS, DAYS)
def test_months_follow_one_another_without_a_gap(begins: date, ends: date, today: date) -> None:
    owed = months_owed(begins, ends, today)
    assert all(next_month(one) == two for one, two in zip(owed, owed[1:], strict=False))
    assert all(one.day == 1 and one <= today for one in owed)


def test_a_month_that_lies_in_a_pause_whole_is_not_owed_and_one_with_a_day_is() -> None:
    pause = (Pause(date(2026, 3, 31), date(2026, 5, 30)),)
    owed = months_owed(date(2026, 3, 31), None, date(2026, 6, 1), pause)
    assert owed == (date(2026, 5, 1), date(2026, 6, 1))
