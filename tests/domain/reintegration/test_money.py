"""Awards in parts and credits in instalments: sums are exact, the rest waits for a visit that finds it open."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.reintegration.money import (
    AFTER_VISIT,
    ON_DECISION,
    Balance,
    balance,
    months_after,
    payable,
    schedule,
    tranches,
)

AMOUNTS = st.decimals(min_value="0.01", max_value="1000000", places=2)


@given(amount=AMOUNTS, first=st.integers(1, 100))
def test_parts_sum_to_the_award_and_each_is_paid_with_cents(amount, first):
    parts = tranches(amount, first)
    assert sum(one.amount for one in parts) == amount
    assert all(one.amount > 0 and one.amount == one.amount.quantize(Decimal("0.01")) for one in parts)
    assert [one.ordinal for one in parts] == list(range(1, len(parts) + 1))
    assert [one.needs for one in parts] == [ON_DECISION, AFTER_VISIT][: len(parts)]


def test_wafira_pays_four_fifths_first():
    assert [one.amount for one in tranches(Decimal(2_000))] == [1_600, 400]
    assert [one.amount for one in tranches(Decimal(2_000), 100)] == [2_000]


@pytest.mark.parametrize(("amount", "first"), [("0", 80), ("10", 0), ("10", 101), ("0.001", 80)])
def test_no_part_of_nothing(amount, first):
    with pytest.raises(ValueError, match="grant"):
        tranches(Decimal(amount), first)


@pytest.mark.parametrize(
    ("ordinal", "paid", "visits", "against"),
    [
        (1, [], [], ""),
        (1, [1], [], "paid_already"),
        (2, [], ["open"], "earlier_part_first"),
        (2, [1], [], "no_visit"),
        (2, [1], ["open", "closed"], "not_open"),
        (2, [1], ["closed", "open"], ""),
    ],
)
def test_the_rest_waits_for_the_last_visit_to_find_it_open(ordinal, paid, visits, against):
    needs = ON_DECISION if ordinal == 1 else AFTER_VISIT
    assert payable(ordinal, needs, paid=paid, visits=visits) == against


@given(amount=AMOUNTS, months=st.integers(1, 120))
def test_instalments_sum_to_the_credit_in_order_of_their_days(amount, months):
    if amount < Decimal("0.01") * months:
        with pytest.raises(ValueError, match="credit"):
            schedule(amount, months, date(2026, 1, 31))
        return
    due = schedule(amount, months, date(2026, 1, 31))
    assert sum(one.amount for one in due) == amount
    assert len(due) == months
    assert [one.on for one in due] == sorted({one.on for one in due})


def test_no_months_no_schedule():
    with pytest.raises(ValueError, match="credit"):
        schedule(Decimal(10), 0, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 5, 4), 24, date(2028, 5, 4)),
    ],
)
def test_the_same_day_of_a_later_month(day, months, then):
    assert months_after(day, months) == then


def test_what_is_owed_and_what_is_late():
    due = schedule(Decimal(90), 3, date(2026, 1, 1))
    assert balance(due, [Decimal(20)], date(2026, 2, 1)) == Balance(Decimal(70), Decimal(40))
    assert balance(due, [Decimal(90)], date(2026, 6, 1)) == Balance(Decimal(0), Decimal(0))
