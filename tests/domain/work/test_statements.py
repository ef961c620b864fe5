"""A statement that cannot be about this stay is refused, and says why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from passerelle.domain.work.statements import Known, Statement, faults, month_of

TODAY = date(2026, 6, 20)
KNOWN = Known("EUR", date(2026, 3, 10), date(2026, 8, 31))
MAY = Statement(
    date(2026, 5, 1),
    "EUR",
    Decimal(1_300),
    Decimal(1_157),
    Decimal(168),
    date(2026, 6, 4),
    {"tax": Decimal(26), "social_security": Decimal(57), "rent": Decimal(60)},
)


def codes(statement: Statement, known: Known = KNOWN) -> list[str]:
    return [problem.code for problem in faults(statement, known, today=TODAY)]


def test_a_month_of_the_stay_whose_parts_add_up_is_taken() -> None:
    assert codes(MAY) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"month": date(2026, 7, 1), "paid_on": None}, "month_ahead"),
        ({"month": date(2026, 2, 1)}, "month_before"),
        ({"currency": "MAD"}, "other_currency"),
        ({"net": Decimal(1_200)}, "total_wrong"),
        ({"paid_on": date(2026, 4, 30)}, "paid_too_early"),
        ({"paid_on": date(2026, 7, 1)}, "paid_ahead"),
    ],
)
def test_what_cannot_be_is_named(change: dict[str, object], code: str) -> None:
    assert codes(replace(MAY, **change)) == [code]  # type: ignore[arg-type]


def test_a_month_after_the_end_is_named() -> None:
    ended = Known("EUR", date(2026, 3, 10), date(2026, 4, 30))
    assert codes(MAY, ended) == ["month_after"]


def test_the_month_in_which_a_stay_begins_or_ends_is_taken() -> None:
    known = Known("EUR", date(2026, 5, 31), date(2026, 5, 31))
    assert codes(MAY, known) == []


def test_what_is_not_known_refuses_nothing() -> None:
    assert codes(replace(MAY, net=None, paid_on=None, currency="MAD"), Known(None, None, None)) == []


def test_rounding_of_a_payslip_is_no_fault() -> None:
    assert codes(replace(MAY, net=Decimal("1157.04"))) == []
    assert codes(replace(MAY, net=Decimal("1157.06"))) == ["total_wrong"]


def test_a_month_is_its_first_day() -> None:
    assert month_of(date(2026, 5, 31)) == date(2026, 5, 1)
