"""A reintegration plan: its codes, and what can be told from its steps and budget lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

# What somebody may need; the codes are this project's own, and an answer is never asked for.
NEEDS: Mapping[str, Text] = MappingProxyType(
    {
        "work": Text("Finding work"),
        "business": Text("Starting or growing a business"),
        "training": Text("Training or study"),
        "recognition": Text("Recognition of what was learned"),
        "money": Text("Savings, credit or a bank account"),
        "papers": Text("Papers and registration"),
        "housing": Text("Housing"),
        "care": Text("Access to health care or childcare"),
        "counsel": Text("Somebody to talk to"),
        "network": Text("People and contacts at home"),
        "other": Text("Something else"),
    }
)
OWNERS: Mapping[str, Text] = MappingProxyType(
    {
        "person": Text("The person herself"),
        "team": Text("The scheme's team"),
        "service": Text("The employment service at home"),
        "partner": Text("A partner"),
    }
)
PAYERS: Mapping[str, Text] = MappingProxyType(
    {
        "scheme": Text("The scheme"),
        "person": Text("The person herself"),
        "public": Text("A public body at home"),
        "partner": Text("A partner"),
        "diaspora": Text("Somebody of the diaspora"),
        "unknown": Text("Not known yet"),
    }
)
CLOSED: Mapping[str, Text] = MappingProxyType(
    {
        "carried_out": Text("Carried out"),
        "partly": Text("Carried out in part"),
        "given_up": Text("Given up by the person"),
        "stayed": Text("The person stays abroad lawfully"),
    }
)


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps done, all steps, and those whose term has passed undone."""

    done: int
    steps: int
    late: int


def progress(steps: Iterable[tuple[date | None, date | None]], today: date) -> Progress:
    """How far a plan is; each step as its term and the day on which it was done.

    >>> progress([(date(2026, 5, 1), None), (None, date(2026, 4, 1))], date(2026, 6, 1))
    Progress(done=1, steps=2, late=1)
    """
    known = list(steps)
    done = sum(1 for _due, on in known if on is not None)
    late = sum(1 for due, on in known if on is None and due is not None and due < today)
    return Progress(done, len(known), late)


def sums(lines: Iterable[tuple[str, str, Decimal]]) -> dict[tuple[str, str], Decimal]:
    """Budget lines (payer, currency, amount) summed by payer and currency; currencies are never mixed."""
    found: dict[tuple[str, str], Decimal] = {}
    for payer, currency, amount in lines:
        found[payer, currency] = found.get((payer, currency), Decimal(0)) + amount
    return dict(sorted(found.items()))


def state(*, closed: bool, agreed_edition: int | None, edition: int) -> str:
    """draft (never agreed), changed (since it was agreed), agreed, closed."""
    if closed:
        return "closed"
    if agreed_edition is None:
        return "draft"
    return "agreed" if agreed_edition == edition else "changed"


def begun_during_stay(begun_on: date, stays: Iterable[tuple[date | None, date | None]]) -> bool | None:
    """Whether a plan was begun before the last stay ended; ``None`` where no stay is known.

    Each stay as the days on which it began and ended; an open stay has no end.
    """
    known = [(begin, end) for begin, end in stays if begin is not None]
    if not known:
        return None
    return any(begin <= begun_on and (end is None or begun_on <= end) for begin, end in known)
