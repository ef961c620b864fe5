"""The authority's clock, and levels that are proposed but never guessed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.recognition.clock import Clock, Standstill, days_left, days_used, stands_still
from passerelle.domain.recognition.levels import NationalQualification, proposed, read_level

START = date(2026, 3, 1)
days = st.dates(START, date(2026, 9, 1))
pauses = st.lists(st.tuples(days, st.none() | days).map(lambda two: Standstill(*two)), max_size=4).map(tuple)


def test_the_day_of_the_complete_file_does_not_count() -> None:
    assert days_used(Clock(START), START) == 0
    assert days_used(Clock(START), START + timedelta(days=10)) == 10
    assert days_used(Clock(None), START) is None
    assert days_used(Clock(START), START - timedelta(days=1)) == 0


def test_days_of_a_standstill_do_not_count_and_overlaps_count_once() -> None:
    still = (Standstill(date(2026, 3, 3), date(2026, 3, 4)), Standstill(date(2026, 3, 4), date(2026, 3, 5)))
    assert days_used(Clock(START, pauses=still), date(2026, 3, 11)) == 7
    open_ = Clock(START, pauses=(Standstill(date(2026, 3, 6)),))
    assert days_used(open_, date(2026, 3, 31)) == 4
    assert stands_still(open_, date(2026, 3, 31))
    assert not stands_still(open_, date(2026, 3, 5))
    assert not stands_still(Clock(START, pauses=still), date(2026, 3, 6))


def test_what_is_left_is_unknown_without_a_term_and_negative_beyond_it() -> None:
    assert days_left(Clock(START, 90), date(2026, 3, 31)) == 60
    assert days_left(Clock(START), date(2026, 3, 31)) is None
    assert days_left(Clock(None, 90), date(2026, 3, 31)) is None
    assert days_left(Clock(START, 10), date(2026, 3, 31)) == -20
    assert days_left(Clock(START, 90, ended=date(2026, 3, 11)), date(2026, 9, 1)) == 80


@given(pauses, days, st.integers(0, 30))
def test_time_used_never_runs_back_and_never_faster_than_the_calendar(
    stills: tuple[Standstill, ...], on: date, more: int
) -> None:
    clock = Clock(START, pauses=stills)
    first, later = days_used(clock, on), days_used(clock, on + timedelta(days=more))
    assert first is not None
    assert later is not None
    assert 0 <= first <= later <= first + more


ROWS = (
    NationalQualification(
        "MA", "Licence (études fondamentales) / Licence professionnelle", "6", None, "inventory"
    ),
    NationalQualification("TN", "Baccalauréat", "", 4, "Nuffic 2018"),
)


def test_a_level_is_proposed_by_title_and_country_only() -> None:
    assert proposed(ROWS, "TN", "baccalaureat") == ROWS[1]
    assert proposed(ROWS, "MA", "Licence professionnelle") == ROWS[0]
    assert proposed(ROWS, "MA", "Baccalauréat") is None
    assert proposed(ROWS, "MA", "") is None


def test_a_range_is_no_level() -> None:
    assert [read_level(text) for text in ("6", "3/4", "", "9", "0")] == [6, None, None, None, None]
