"""What the worker says about a month, in confidence, beside what the employer stated."""

from dataclasses import dataclass
from decimal import Decimal

from passerelle.domain.work.comparison import MONEY_SLACK
from passerelle.domain.work.statements import Statement

RECEIVED = ("all", "part", "nothing", "unsure")
HOUSING = ("as_agreed", "worse", "none", "not_provided", "unsure")
# Answers that tell of nothing wrong; amounts are compared with what the employer stated.
PAY_WELL, HOUSING_WELL = ("all", "unsure"), ("as_agreed", "not_provided", "unsure")


@dataclass(frozen=True, slots=True)
class Word:
    """The worker's own account of a month. ``None``: she does not say."""

    received: str = "unsure"
    net: Decimal | None = None
    hours: Decimal | None = None
    rent: Decimal | None = None
    housing: str = "unsure"


def differences(word: Word, statement: Statement | None) -> tuple[str, ...]:
    """Codes of what the worker tells otherwise than the employer, or that is wrong by itself."""
    found = []
    if word.received not in PAY_WELL:
        found.append("pay_not_received")
    if word.housing not in HOUSING_WELL:
        found.append("housing_not_as_agreed")
    if statement is not None:
        rent = statement.deductions.get("rent", Decimal(0))
        if word.net is not None and statement.net is not None and word.net < statement.net - MONEY_SLACK:
            found.append("less_received_than_stated")
        if word.hours is not None and statement.hours is not None and word.hours > statement.hours:
            found.append("more_hours_than_stated")
        if word.rent is not None and word.rent > rent + MONEY_SLACK:
            found.append("more_rent_than_stated")
    return tuple(found)
