"""A month as stated against the contract, line by line; what differs to the worker's cost is flagged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from passerelle.domain.stays.pauses import Pause
from passerelle.domain.work.agreed import Agreed, expected_gross, expected_hours, share_of_month
from passerelle.domain.work.statements import BY_LAW, DEDUCTIONS, Statement

# How far a line may be off before it counts: rounding in a payslip, a quarter of an hour a week.
MONEY_SLACK, HOURS_SLACK = Decimal("0.50"), Decimal("1.1")
MOST_DAYS_TO_PAY = 31  # after the end of the month; a choice of this project, not a rule of law


class Found(StrEnum):
    """How a line stands against the contract."""

    AS_AGREED = "as_agreed"
    BETTER = "better"  # more pay, less rent
    PAUSED = "paused"  # less than the contract says, for days of a pause: whether they are paid is not known
    WORSE = "worse"
    NOT_AGREED = "not_agreed"  # the contract does not name it at all
    TO_READ = "to_read"  # the contract speaks of it in words that a person must read
    BY_LAW = "by_law"
    UNKNOWN = "unknown"  # contract or statement does not say


FLAGGED = frozenset({Found.WORSE, Found.NOT_AGREED})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about, what was agreed, what was stated, and what that is. ``None``: not known.

    ``least``: what is due without the days of a pause, or for the hours worked; ``None`` without a pause.
    """

    code: str  # gross, hours, paid_on, or a kind of deduction
    agreed: Decimal | date | None
    stated: Decimal | date | None
    found: Found
    least: Decimal | None = None


def compare(
    statement: Statement, agreed: Agreed, *, begins: date | None = None, ends: date | None = None,
    pauses: Sequence[Pause] = (),
) -> tuple[Line, ...]:  # fmt: skip
    """Every line of a month: pay, hours, each deduction, the day of payment.

    Whether days of a pause are paid is not known here. Pay and hours between the month without them and
    the whole month are therefore no flag, and say why; what is below is one. Whoever worked more hours than
    the days outside the pause come to is owed pay for these hours.
    """
    share = share_of_month(statement.month, begins, ends)
    worked = share_of_month(statement.month, begins, ends, pauses)
    return (
        _gross(statement, agreed, share, worked),
        _hours_line(statement, agreed, share, worked),
        *_deductions(statement, agreed),
        _payment(statement),
    )


def _gross(statement: Statement, agreed: Agreed, share: Decimal, worked: Decimal) -> Line:
    owed = expected_gross(agreed, statement.hours, share)
    worked = min(share, max(worked, _share_of_hours(statement, agreed)))
    least = expected_gross(agreed, statement.hours, worked) if worked < share else None
    found = _at_least(statement.gross, owed, MONEY_SLACK)
    if found is Found.WORSE and least is not None and statement.gross >= least - MONEY_SLACK:
        found = Found.PAUSED
    return Line("gross", owed, statement.gross, found, None if least == owed else least)


def _share_of_hours(statement: Statement, agreed: Agreed) -> Decimal:
    """The part of a full month that the stated hours come to: an hour that was worked lies in no pause."""
    full = expected_hours(agreed, Decimal(1))
    return statement.hours / full if statement.hours and full else Decimal(0)


def _hours_line(statement: Statement, agreed: Agreed, share: Decimal, worked: Decimal) -> Line:
    hours = expected_hours(agreed, share)
    least = expected_hours(agreed, worked) if worked < share else None
    found = _hours(statement.hours, hours, agreed)
    fewer = statement.hours is not None and hours is not None and statement.hours < hours - HOURS_SLACK
    if fewer and least is not None and statement.hours is not None and statement.hours >= least - HOURS_SLACK:
        found = Found.PAUSED
    return Line("hours", hours, statement.hours, found, least)


def flagged(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines that somebody independent of the employer looks at."""
    return tuple(line for line in lines if line.found in FLAGGED)


def _at_least(stated: Decimal, owed: Decimal | None, slack: Decimal) -> Found:
    if owed is None:
        return Found.UNKNOWN
    if stated < owed - slack:
        return Found.WORSE
    return Found.BETTER if stated > owed + slack else Found.AS_AGREED


def _hours(stated: Decimal | None, expected: Decimal | None, agreed: Agreed) -> Found:
    """More hours than agreed are worse; fewer are worse, too, for whoever is paid by the hour."""
    if stated is None or expected is None:
        return Found.UNKNOWN
    if stated > expected + HOURS_SLACK:
        return Found.WORSE
    if stated < expected - HOURS_SLACK:
        return Found.WORSE if agreed.period == "hour" else Found.BETTER
    return Found.AS_AGREED


def _deductions(statement: Statement, agreed: Agreed) -> Iterator[Line]:
    for kind in DEDUCTIONS:
        stated = statement.deductions.get(kind)
        if kind == "rent":
            if stated or agreed.rent is not None:
                yield Line(kind, agreed.rent, stated or Decimal(0), _rent(stated or Decimal(0), agreed))
        elif stated:
            yield Line(kind, None, stated, _other(kind, agreed))


def _rent(stated: Decimal, agreed: Agreed) -> Found:
    if agreed.rent is None:
        return Found.TO_READ if agreed.deductions else Found.NOT_AGREED
    if stated > agreed.rent + MONEY_SLACK:
        return Found.WORSE
    return Found.BETTER if stated < agreed.rent - MONEY_SLACK else Found.AS_AGREED


def _other(kind: str, agreed: Agreed) -> Found:
    if kind in BY_LAW:
        return Found.BY_LAW
    return Found.TO_READ if agreed.deductions else Found.NOT_AGREED


def _payment(statement: Statement) -> Line:
    if statement.paid_on is None:
        return Line("paid_on", None, None, Found.UNKNOWN)
    # Days after the month's first day; a month has at most 31.
    late = (statement.paid_on - statement.month).days > 31 + MOST_DAYS_TO_PAY
    return Line("paid_on", None, statement.paid_on, Found.WORSE if late else Found.AS_AGREED)
