"""What a signed contract says about pay, hours, rent and deductions."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from passerelle.domain.stays.pauses import Pause, paused_days

CENT = Decimal("0.01")
# A month is a twelfth of a year, and 52 weeks make a year: so 40 hours a week are 173.33 a month.
WEEKS_A_YEAR, MONTHS_A_YEAR, DAYS_A_WEEK = Decimal(52), Decimal(12), Decimal(7)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The contract's facts, read from the terms of its signed version. ``None``: the contract does not say.

    ``rent``: per month. ``deductions``: the contract's own words on deductions; empty when it names none.
    """

    salary: Decimal | None = None
    period: str | None = None  # hour, month, year
    currency: str | None = None
    hours_week: Decimal | None = None
    rent: Decimal | None = None
    deductions: str = ""


def agreed_from(terms: Mapping[str, str]) -> Agreed:
    """The facts in the spelling that contracts keep (``domain/contracts/terms.py``)."""
    pay = "salary" if terms.get("salary") else "allowance"
    return Agreed(
        salary=_number(terms.get(pay)),
        # An intern's allowance is paid by the month; the form has no other period.
        period=terms.get("salary_period") or ("month" if pay == "allowance" and terms.get(pay) else None),
        currency=terms.get("currency") or None,
        hours_week=_number(terms.get("hours_week")),
        rent=_number(terms.get("rent")),
        deductions=terms.get("deductions", ""),
    )


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def share_of_month(
    month: date, begins: date | None, ends: date | None, pauses: Iterable[Pause] = ()
) -> Decimal:
    """The part of a month's days that lies within the stay, 0 to 1; open sides count as within.

    Days in ``pauses`` are left out.
    """
    days = monthrange(month.year, month.month)[1]
    first, last = month, month.replace(day=days)
    start, end = max(first, begins or first), min(last, ends or last)
    if end < start:
        return Decimal(0)
    return Decimal((end - start).days + 1 - paused_days(pauses, start, end)) / Decimal(days)


def expected_hours(agreed: Agreed, share: Decimal) -> Decimal | None:
    """Hours of a month at the agreed week: 52 weeks a year, a twelfth a month, the part within the stay."""
    if agreed.hours_week is None:
        return None
    return _rounded(agreed.hours_week * WEEKS_A_YEAR / MONTHS_A_YEAR * share)


def expected_gross(agreed: Agreed, hours: Decimal | None, share: Decimal) -> Decimal | None:
    """Gross pay that the contract owes for a month; ``None`` when it cannot be worked out.

    By the hour: for the hours worked. By the month or year: the month's part, by days within the stay.
    """
    if agreed.salary is None or agreed.period is None:
        return None
    if agreed.period == "hour":
        return None if hours is None else _rounded(agreed.salary * hours)
    monthly = agreed.salary / MONTHS_A_YEAR if agreed.period == "year" else agreed.salary
    return _rounded(monthly * share)


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
