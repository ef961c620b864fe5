"""What an employer states about one person's month, and whether it is possible at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

# What the law takes is no matter of the contract; everything else must stand in it.
BY_LAW = ("tax", "social_security")
BY_AGREEMENT = ("rent", "meals", "transport", "advance", "other")
DEDUCTIONS = (*BY_LAW, *BY_AGREEMENT)
ROUNDING = Decimal("0.05")  # of the currency, between a total and its parts


@dataclass(frozen=True, slots=True)
class Statement:
    """One month of one person. Amounts in ``currency``; ``None``: not stated.

    ``month`` is its first day. ``hours``: worked in the month. ``deductions`` by kind (``DEDUCTIONS``).
    """

    month: date
    currency: str
    gross: Decimal
    net: Decimal | None = None
    hours: Decimal | None = None
    paid_on: date | None = None
    deductions: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def deducted(self) -> Decimal:
        """The sum of everything taken from the gross pay."""
        return sum(self.deductions.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the stay that a statement is about. ``None``: not known."""

    currency: str | None
    begins: date | None
    ends: date | None


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def faults(statement: Statement, known: Known, *, today: date) -> Iterator[Problem]:
    """Why a statement cannot be about this stay: month, currency, total. Columns are machine names."""
    yield from _month(statement.month, known, today)
    if known.currency and statement.currency != known.currency:
        values = {"stated": statement.currency, "agreed": known.currency}
        message = Text("Paid in %(stated)s; the contract says %(agreed)s.", values)
        hint = Text("State the amounts in the contract's currency, or have the contract changed first.")
        yield Problem("other_currency", message, hint, column="currency")
    if statement.net is not None and abs(statement.gross - statement.deducted - statement.net) > ROUNDING:
        left = statement.gross - statement.deducted
        values = {"net": format(statement.net, "f"), "left": format(left, "f")}
        message = Text("Net pay is %(net)s, but gross pay less deductions is %(left)s.", values)
        hint = Text("Correct the amount that is wrong, or add the deduction that is missing.")
        yield Problem("total_wrong", message, hint, column="net")
    if statement.paid_on is not None and statement.paid_on < statement.month:
        message = Text("Paid before the month began.")
        hint = Text("Correct the day of payment; an advance is a deduction of a later month.")
        yield Problem("paid_too_early", message, hint, column="paid_on")
    elif statement.paid_on is not None and statement.paid_on > today:
        message = Text("The day of payment lies ahead.")
        yield Problem(
            "paid_ahead", message, Text("State what was paid, not what is planned."), column="paid_on"
        )


def _month(month: date, known: Known, today: date) -> Iterator[Problem]:
    if month > month_of(today):
        message = Text("This month has not come yet.")
        yield Problem("month_ahead", message, Text("State months that have been worked."), column="month")
    elif known.begins is not None and month < month_of(known.begins):
        values = {"day": known.begins.isoformat()}
        message = Text("The stay began on %(day)s.", values)
        yield Problem("month_before", message, Text("Correct the month or the person."), column="month")
    elif known.ends is not None and month > month_of(known.ends):
        values = {"day": known.ends.isoformat()}
        message = Text("The stay ended on %(day)s.", values)
        yield Problem("month_after", message, Text("Correct the month or the person."), column="month")
