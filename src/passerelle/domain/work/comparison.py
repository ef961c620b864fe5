"""A month as stated against the contract, line by line; what differs to the worker's cost is flagged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from passerelle.domain.work.agreed import Agreed, expected_gross, expected_hours, share_of_month
from passerelle.domain.work.statements import BY_LAW, DEDUCTIONS, Statement

# How far a line may be off before it counts: rounding in a payslip, a quarter of an hour a week.
MONEY_SLACK, HOURS_SLACK = Decimal("0.50"), Decimal("1.1")
MOST_DAYS_TO_PAY = 31  # after the end of the month; a choice of this project, not a rule of law


class Found(StrEnum):
    """How a line stands against the contract."""

    AS_AGREED = "as_agreed"
    BETTER = "better"  # more pay, less rent
    WORSE = "worse"
    NOT_AGREED = "not_agreed"  # the contract does not name it at all
    TO_READ = "to_read"  # the contract speaks of it in words that a person must read
    BY_LAW = "by_law"
    UNKNOWN = "unknown"  # contract or statement does not say


FLAGGED = frozenset({Found.WORSE, Found.NOT_AGREED})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about, what was agreed, what was stated, and what that is. ``None``: not known."""

    code: str  # gross, hours, paid_on, or a kind of deduction
    agreed: Decimal | date | None
    stated: Decimal | date | None
    found: Found


def compare(
    statement: Statement, agreed: Agreed, *, begins: date | None = None, ends: date | None = None
) -> tuple[Line, ...]:
    """Every line of a month: pay, hours, each deduction, the day of payment."""
    share = share_of_month(statement.month, begins, ends)
    owed = expected_gross(agreed, statement.hours, share)
    hours = expected_hours(agreed, share)
    return (
        Line("gross", owed, statement.gross, _at_least(statement.gross, owed, MONEY_SLACK)),
        Line("hours", hours, statement.hours, _hours(statement.hours, hours, agreed)),
        *_deductions(statement, agreed),
        _payment(statement),
    )


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
