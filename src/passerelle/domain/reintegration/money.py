"""Grants in parts and micro-credits in instalments: sums are exact to the cent."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

CENT = Decimal("0.01")
WHOLE = 100
FIRST_SHARE = 80  # per cent; WAFIRA's (fact grant_upfront of its file); another committee may say otherwise
ON_DECISION, AFTER_VISIT = "on_decision", "after_visit"


@dataclass(frozen=True, slots=True)
class Part:
    """One tranche: when it may be paid, and how much."""

    ordinal: int
    amount: Decimal
    needs: str


def tranches(amount: Decimal, first: int = FIRST_SHARE) -> list[Part]:
    """A grant in one or two parts that sum to it exactly; the rest waits for a visit.

    ``first`` is the share of the first part in per cent, 1 to 100. The cents that do not divide stand in the
    last part.

    >>> [str(one.amount) for one in tranches(Decimal("999.99"))]
    ['799.99', '200.00']
    """
    if not 1 <= first <= WHOLE or amount < CENT:
        raise ValueError("a grant is positive, and its first part 1 to 100 per cent")
    begin = max((amount * first / WHOLE).quantize(CENT, ROUND_DOWN), CENT)
    rest = amount - begin
    parts = [Part(1, begin, ON_DECISION)]
    return [*parts, Part(2, rest, AFTER_VISIT)] if rest else parts


def payable(ordinal: int, needs: str, *, paid: Iterable[int], visits: Sequence[str]) -> str:
    """What stands against paying a part; empty where nothing does.

    ``paid``: ordinals paid so far; ``visits``: findings so far, the newest last. Codes: ``paid_already``,
    ``earlier_part_first``, ``no_visit``, ``not_open``.
    """
    known = set(paid)
    if ordinal in known:
        return "paid_already"
    if any(before not in known for before in range(1, ordinal)):
        return "earlier_part_first"
    if needs == AFTER_VISIT:
        if not visits:
            return "no_visit"
        if visits[-1] != "open":
            return "not_open"
    return ""


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment of a micro-credit."""

    ordinal: int
    on: date
    amount: Decimal


def schedule(amount: Decimal, months: int, first_on: date) -> list[Due]:
    """Equal monthly instalments without interest that sum to the credit; cents are in the last one."""
    if months < 1 or amount < CENT * months:
        raise ValueError("a credit is paid back in at least one instalment of at least a cent")
    each = (amount / months).quantize(CENT, ROUND_DOWN)
    amounts = [each] * (months - 1) + [amount - each * (months - 1)]
    return [Due(at + 1, months_after(first_on, at), one) for at, one in enumerate(amounts)]


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last one where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Balance:
    """What is still owed, and what of it is late."""

    owed: Decimal
    late: Decimal


def balance(due: Iterable[Due], repaid: Iterable[Decimal], today: date) -> Balance:
    """Repayments settle the oldest instalments first; never more than is owed."""
    plan = list(due)
    back = sum(repaid, Decimal(0))
    owed = sum((one.amount for one in plan), Decimal(0)) - back
    by_now = sum((one.amount for one in plan if one.on <= today), Decimal(0))
    return Balance(owed, max(Decimal(0), by_now - back))
