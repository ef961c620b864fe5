"""Ninety days in any hundred and eighty, against a count of every single day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.pathways.short_stays import Stay, days_in_window, first_day_beyond, lawful, room

START = date(2026, 1, 1)
DAY = timedelta(days=1)
stays = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 100)).map(
        lambda told: Stay(START + DAY * told[0], START + DAY * (told[0] + told[1]))
    ),
    max_size=6,
)


def every_day(one: Stay) -> set[date]:
    return {one.entry + DAY * place for place in range((one.exit - one.entry).days + 1)}


def days_by_counting(told: list[Stay], on: date) -> int:
    spent = set().union(*(every_day(one) for one in told)) if told else set()
    return sum(on - DAY * back in spent for back in range(180))


@given(stays, st.integers(0, 500))
def test_the_window_counts_what_counting_each_day_counts(told, offset):
    on = START + DAY * offset
    assert days_in_window(told, on) == days_by_counting(told, on)


@given(stays, st.integers(0, 400))
def test_the_last_lawful_day_is_the_last_before_a_day_too_many(told, offset):
    entry = START + DAY * offset
    before = [Stay(one.entry, min(one.exit, entry - DAY)) for one in told if one.entry < entry]
    last = None
    for length in range(1, 91):
        day = entry + DAY * (length - 1)
        if days_by_counting([*before, Stay(entry, day)], day) > 90:
            break
        last = day
    found = room(told, entry)
    assert found.last_day == last
    assert found.used + found.left >= 90
    assert lawful(told, Stay(entry, entry)) is (last is not None)


@given(stays, st.integers(0, 400))
def test_the_first_day_beyond_is_the_first_that_counting_finds(told, offset):
    since = START + DAY * offset
    days = sorted(set().union(*(every_day(one) for one in told))) if told else []
    broken = [day for day in days if day >= since and days_by_counting(told, day) > 90]
    assert first_day_beyond(told, since=since) == (broken[0] if broken else None)


def test_entry_and_exit_both_count():
    assert room([], date(2026, 3, 1)).last_day == date(2026, 5, 29)


def test_two_visits_of_forty_five_days_leave_nothing():
    told = [Stay(date(2026, 1, 1), date(2026, 2, 14)), Stay(date(2026, 3, 1), date(2026, 4, 14))]
    found = room(told, date(2026, 5, 1))
    assert (found.used, found.left, found.last_day) == (90, 0, None)


def test_the_leap_day_is_a_day_like_any_other():
    assert room([], date(2027, 12, 2)).last_day == date(2028, 2, 29)
    assert room([], date(2026, 12, 2)).last_day == date(2027, 3, 1)
    assert days_in_window([Stay(date(2028, 2, 28), date(2028, 3, 1))], date(2028, 3, 1)) == 3


def test_a_stay_of_one_day_counts_one_and_a_day_that_left_the_window_counts_nothing():
    one = [Stay(date(2026, 1, 1), date(2026, 1, 1))]
    assert days_in_window(one, date(2026, 6, 29)) == 1
    assert days_in_window(one, date(2026, 6, 30)) == 0


def test_several_short_stays_leave_the_days_between_them():
    told = [Stay(date(2026, month, 1), date(2026, month, 10)) for month in (1, 2, 3, 4)]
    found = room(told, date(2026, 5, 1))
    # Forty days are spent; the first ones leave the window before the fiftieth day of this stay is over.
    assert (found.used, found.left) == (40, 50)
    assert found.last_day == date(2026, 6, 19)


def test_each_traveller_of_a_firm_has_days_of_their_own():
    planned = Stay(date(2026, 5, 1), date(2026, 5, 30))
    spent = [Stay(date(2026, 2, 1), date(2026, 4, 15))]
    assert lawful([], planned)
    assert not lawful(spent, planned)
    assert [room(stays, planned.entry).left for stays in ([], spent)] == [90, 16]
