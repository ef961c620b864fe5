"""A month against the contract, line by line."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.stays.pauses import Pause
from passerelle.domain.work.agreed import (
    Agreed,
    agreed_from,
    expected_gross,
    expected_hours,
    share_of_month,
)
from passerelle.domain.work.comparison import Found, Line, compare, flagged
from passerelle.domain.work.flags import may_pass_on
from passerelle.domain.work.statements import Statement
from passerelle.domain.work.words import Word, differences

MAY = date(2026, 5, 1)
MONTHLY = Agreed(Decimal(1_300), "month", "EUR", Decimal(40), Decimal(0))
HOURLY = replace(MONTHLY, salary=Decimal("8.50"), period="hour")
PAID = Statement(MAY, "EUR", Decimal(1_300), None, Decimal("173.33"), date(2026, 6, 3))


def found(statement: Statement, agreed: Agreed, **days: date) -> dict[str, Found]:
    return {line.code: line.found for line in compare(statement, agreed, **days)}


def test_rent_that_the_contract_does_not_hold_is_flagged() -> None:
    """The cooperative takes 60 a month; the contract is silent."""
    silent = replace(MONTHLY, rent=None)
    charged = replace(PAID, deductions={"rent": Decimal(60)})
    lines = flagged(compare(charged, silent))
    assert [(line.code, line.agreed, line.stated, line.found) for line in lines] == [
        ("rent", None, Decimal(60), Found.NOT_AGREED)
    ]


def test_rent_above_the_contract_is_worse_and_rent_below_it_better() -> None:
    agreed = replace(MONTHLY, rent=Decimal(50))
    assert found(replace(PAID, deductions={"rent": Decimal(60)}), agreed)["rent"] is Found.WORSE
    assert found(replace(PAID, deductions={"rent": Decimal(50)}), agreed)["rent"] is Found.AS_AGREED
    assert found(PAID, agreed)["rent"] is Found.BETTER


def test_words_on_deductions_are_read_by_a_person() -> None:
    worded = replace(MONTHLY, rent=None, deductions="rent and meals at cost")
    lines = found(replace(PAID, deductions={"rent": Decimal(60), "meals": Decimal(30)}), worded)
    assert (lines["rent"], lines["meals"]) == (Found.TO_READ, Found.TO_READ)


def test_what_the_law_takes_is_no_matter_of_the_contract() -> None:
    taken = replace(PAID, deductions={"tax": Decimal(26), "meals": Decimal(30)})
    lines = found(taken, MONTHLY)
    assert (lines["tax"], lines["meals"]) == (Found.BY_LAW, Found.NOT_AGREED)


@pytest.mark.parametrize(
    ("gross", "expected"),
    [("1299.50", Found.AS_AGREED), ("1299.49", Found.WORSE), ("1300.51", Found.BETTER)],
)
def test_pay_by_the_month(gross: str, expected: Found) -> None:
    assert found(replace(PAID, gross=Decimal(gross)), MONTHLY)["gross"] is expected


def test_pay_by_the_hour_is_for_the_hours_worked() -> None:
    worked = replace(PAID, hours=Decimal(160), gross=Decimal(1_360))
    assert found(worked, HOURLY)["gross"] is Found.AS_AGREED
    assert found(replace(worked, gross=Decimal(1_350)), HOURLY)["gross"] is Found.WORSE
    assert found(replace(worked, hours=None), HOURLY)["gross"] is Found.UNKNOWN


def test_more_hours_are_worse_and_fewer_for_whoever_is_paid_by_the_hour() -> None:
    assert found(replace(PAID, hours=Decimal(180)), MONTHLY)["hours"] is Found.WORSE
    assert found(replace(PAID, hours=Decimal(150)), MONTHLY)["hours"] is Found.BETTER
    assert found(replace(PAID, hours=Decimal(150)), HOURLY)["hours"] is Found.WORSE
    assert found(replace(PAID, hours=Decimal("173.00")), HOURLY)["hours"] is Found.AS_AGREED
    assert found(replace(PAID, hours=None), MONTHLY)["hours"] is Found.UNKNOWN


def test_a_month_of_which_half_is_within_the_stay_owes_half() -> None:
    april = date(2026, 4, 1)
    share = share_of_month(april, date(2026, 4, 16), None)
    assert share == Decimal(15) / Decimal(30)
    assert expected_gross(MONTHLY, None, share) == Decimal("650.00")
    assert expected_hours(MONTHLY, share) == Decimal("86.67")
    assert expected_gross(replace(MONTHLY, period="year", salary=Decimal(15_600)), None, Decimal(1)) == 1_300
    assert share_of_month(april, date(2026, 5, 1), None) == 0


def test_what_nobody_said_is_unknown() -> None:
    nothing = Agreed()
    lines = found(replace(PAID, paid_on=None), nothing)
    assert lines == {"gross": Found.UNKNOWN, "hours": Found.UNKNOWN, "paid_on": Found.UNKNOWN}


def test_pay_that_comes_more_than_a_month_late_is_worse() -> None:
    assert found(replace(PAID, paid_on=date(2026, 7, 2)), MONTHLY)["paid_on"] is Found.AS_AGREED
    assert found(replace(PAID, paid_on=date(2026, 7, 3)), MONTHLY)["paid_on"] is Found.WORSE


def test_the_facts_come_from_the_signed_terms() -> None:
    terms = {"salary": "8.5", "salary_period": "hour", "currency": "EUR", "hours_week": "40", "rent": "0"}
    assert agreed_from(terms) == Agreed(Decimal("8.5"), "hour", "EUR", Decimal(40), Decimal(0))
    assert agreed_from({"allowance": "600", "currency": "EUR"}).period == "month"
    assert agreed_from({}) == Agreed()


@given(st.decimals(0, 5_000, places=2), st.decimals(0, 5_000, places=2))
def test_a_lower_pay_never_stands_better(low: Decimal, high: Decimal) -> None:
    order = [Found.WORSE, Found.AS_AGREED, Found.BETTER]
    low, high = sorted((low, high))
    one = found(replace(PAID, gross=low), MONTHLY)["gross"]
    two = found(replace(PAID, gross=high), MONTHLY)["gross"]
    assert order.index(one) <= order.index(two)


def test_the_workers_word_beside_what_was_stated() -> None:
    stated = replace(PAID, net=Decimal(1_200), deductions={"rent": Decimal(60)})
    assert differences(Word("all", Decimal(1_200), Decimal(173), Decimal(60), "as_agreed"), stated) == ()
    told = Word("part", Decimal(1_000), Decimal(200), Decimal(90), "worse")
    assert differences(told, stated) == (
        "pay_not_received",
        "housing_not_as_agreed",
        "less_received_than_stated",
        "more_hours_than_stated",
        "more_rent_than_stated",
    )
    assert differences(told, None) == ("pay_not_received", "housing_not_as_agreed")
    assert differences(Word(), stated) == ()


def test_the_inspectorate_is_told_only_when_the_worker_said_so() -> None:
    assert may_pass_on("tell")
    assert not may_pass_on("do_not_tell")
    assert not may_pass_on("")


HALF = (Pause(date(2026, 5, 1), date(2026, 5, 15)),)  # 15 of 31 days; the rest are worth 670.97
WHOLE = (Pause(date(2026, 4, 20), date(2026, 6, 10)),)


def paused(
    gross: str, hours: str | None = None, *, agreed: Agreed = MONTHLY, pauses: tuple[Pause, ...] = HALF
) -> dict[str, Line]:
    stated = replace(PAID, gross=Decimal(gross), hours=Decimal(hours) if hours else None)
    return {line.code: line for line in compare(stated, agreed, pauses=pauses)}


def test_less_pay_for_days_of_a_pause_is_no_flag_and_says_why() -> None:
    line = paused("700")["gross"]
    assert (line.found, line.agreed, line.least) == (Found.PAUSED, Decimal(1_300), Decimal("670.97"))
    assert flagged((line,)) == ()


def test_less_than_the_days_that_were_worked_is_still_flagged() -> None:
    assert paused("670.47")["gross"].found is Found.PAUSED
    assert paused("670.46")["gross"].found is Found.WORSE


def test_a_pause_explains_no_hour_that_was_worked() -> None:
    assert paused("700", "173.33")["gross"].found is Found.WORSE, "paused on paper, worked in full"
    line = paused("700", "100")["gross"]
    assert (line.found, line.least) == (Found.WORSE, Decimal("750.01"))  # 100 of 173.33 hours
    assert paused("750.01", "100")["gross"].found is Found.PAUSED
    assert paused("671", "80")["gross"].found is Found.PAUSED


def test_pay_in_full_through_a_pause_is_as_agreed() -> None:
    assert paused("1300")["gross"].found is Found.AS_AGREED
    assert paused("1400")["gross"].found is Found.BETTER


def test_nothing_for_a_month_that_was_paused_whole_is_no_flag() -> None:
    line = paused("0", "0", pauses=WHOLE)
    assert (line["gross"].found, line["hours"].found) == (Found.PAUSED, Found.PAUSED)


def test_hours_between_the_days_worked_and_the_whole_month_are_explained_and_more_are_not() -> None:
    assert paused("1300", "100")["hours"].found is Found.PAUSED  # 89.46 without the pause
    assert paused("1300", "180")["hours"].found is Found.WORSE
    assert paused("1300", "80")["hours"].found is Found.BETTER
    assert paused("680", "80", agreed=HOURLY)["hours"].found is Found.WORSE


def test_whoever_is_paid_by_the_hour_is_paid_each_hour_pause_or_not() -> None:
    line = paused("849", "100", agreed=HOURLY)["gross"]
    assert (line.found, line.least) == (Found.WORSE, None)
    assert paused("850", "100", agreed=HOURLY)["gross"].found is Found.AS_AGREED


def test_a_pause_in_another_month_changes_nothing() -> None:
    june = (Pause(date(2026, 6, 1), date(2026, 6, 30)),)
    assert paused("700", pauses=june)["gross"] == paused("700", pauses=())["gross"]


@given(
    st.decimals(0, 2_000, places=2),
    st.dates(date(2026, 4, 1), date(2026, 6, 30)),
    st.integers(0, 60),
)
def test_a_pause_never_turns_what_was_agreed_into_a_flag(gross: Decimal, first: date, days: int) -> None:
    pause = (Pause(first, first + timedelta(days)),)
    stated = replace(PAID, gross=gross, hours=None)
    before, after = (
        {line.code: line.found for line in compare(stated, MONTHLY, pauses=some)} for some in ((), pause)
    )
    assert after["gross"] is before["gross"] or (before["gross"], after["gross"]) == (Found.WORSE, Found.PAUSED)
