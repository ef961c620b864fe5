"""One clock for each purpose; none waits for another."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.retention import TERMS, Life, clocks, over_before

DAY = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))
LIVES = st.builds(
    Life, *[st.booleans()] * 6, *[DAY] * 7
)  # fmt: skip


def by_purpose(life: Life):  # type: ignore[no-untyped-def]
    return {one.purpose: one for one in clocks(life)}


def test_recruitment_is_forgotten_while_follow_up_and_alumni_run() -> None:
    ended = date(2026, 1, 31)
    life = Life(wave_open=True, agrees=True, last_contact=ended, case_ended=ended)
    found = by_purpose(life)
    assert found[Purpose.RECRUITMENT].forget_on == date(2028, 1, 31)
    assert found[Purpose.RECRUITMENT].is_over(date(2028, 1, 31))
    assert not found[Purpose.RECRUITMENT].is_over(date(2028, 1, 30))
    assert found[Purpose.FOLLOW_UP].runs
    assert found[Purpose.ALUMNI].runs
    assert not found[Purpose.ALUMNI].is_over(date(2099, 1, 1))


def test_an_agreement_taken_back_is_over_on_that_day() -> None:
    assert by_purpose(Life(agreed_until=date(2026, 2, 28)))[Purpose.ALUMNI].is_over(date(2026, 2, 28))


def test_the_last_day_of_a_short_month() -> None:
    found = by_purpose(Life(wave_settled=date(2026, 8, 31)))
    assert found[Purpose.FOLLOW_UP].forget_on == date(2029, 2, 28)  # 30 months


def test_protection_counts_from_the_later_of_case_and_stay() -> None:
    found = by_purpose(Life(case_ended=date(2026, 1, 1), stay_ended=date(2026, 3, 1)))
    assert found[Purpose.PROTECTION].ended_on == date(2026, 3, 1)
    assert by_purpose(Life(stay_open=True))[Purpose.PROTECTION].runs


@given(LIVES, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_what_runs_is_never_over_and_what_is_over_stays_over(life: Life, on: date) -> None:
    for clock in clocks(life):
        assert not (clock.runs and clock.is_over(on))
        if clock.forget_on is not None and clock.ended_on is not None:
            assert clock.forget_on >= clock.ended_on + timedelta(days=28 * TERMS[clock.purpose])
        if clock.is_over(on):
            assert clock.is_over(on + timedelta(days=1))


def test_an_open_grievance_keeps_what_protects_and_what_it_is_about() -> None:
    ended = date(2026, 6, 30)
    told = Life(case_ended=ended, last_contact=ended, stay_ended=ended, grievance_open=True)
    found = {one.purpose: one for one in clocks(told)}
    assert found[Purpose.PROTECTION].runs
    assert found[Purpose.JOURNEY].runs
    closed = Life(case_ended=ended, stay_ended=ended, grievance_closed=date(2027, 1, 31))
    found = {one.purpose: one for one in clocks(closed)}
    assert found[Purpose.PROTECTION].forget_on == date(2032, 1, 31)


def test_a_plan_or_an_award_that_goes_on_keeps_reintegration_and_who_it_is_for() -> None:
    ended, paid_back = date(2026, 1, 31), date(2029, 5, 31)
    running = by_purpose(Life(case_ended=ended, last_contact=ended, plan_open=True))
    assert running[Purpose.REINTEGRATION].runs
    assert not running[Purpose.JOURNEY].runs
    assert running[Purpose.RECRUITMENT].runs, "whoever is paid has a name"
    over = by_purpose(Life(case_ended=ended, plan_ended=paid_back))
    assert over[Purpose.REINTEGRATION].ended_on == paid_back
    assert over[Purpose.JOURNEY].ended_on == ended
    assert over[Purpose.RECRUITMENT].ended_on == paid_back
    earlier = by_purpose(Life(case_ended=ended, plan_ended=date(2025, 1, 1)))
    assert earlier[Purpose.REINTEGRATION].ended_on == ended


def test_an_open_grievance_and_an_open_stay_keep_the_name_and_a_grievance_what_it_is_about() -> None:
    ended = date(2026, 1, 31)
    told = by_purpose(Life(case_ended=ended, last_contact=ended, grievance_open=True))
    assert told[Purpose.RECRUITMENT].runs
    assert told[Purpose.JOURNEY].runs
    assert not told[Purpose.FAIRNESS].runs
    away = by_purpose(Life(case_ended=ended, last_contact=ended, stay_open=True))
    assert away[Purpose.RECRUITMENT].runs
    assert not away[Purpose.JOURNEY].runs


def test_what_may_be_forgotten_by_a_day_is_never_early() -> None:
    for offset in range(800):
        on = date(2027, 1, 1) + timedelta(days=offset)
        last = over_before(on, Purpose.JOURNEY)
        clock = next(one for one in clocks(Life(case_ended=last)) if one.purpose is Purpose.JOURNEY)
        assert clock.is_over(on)
        later = Life(case_ended=last + timedelta(days=1))
        assert not next(one for one in clocks(later) if one.purpose is Purpose.JOURNEY).is_over(on)
