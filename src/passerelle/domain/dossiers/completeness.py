"""Whether a checklist is complete on a day, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SETTLED = frozenset({"accepted", "waived"})


@dataclass(frozen=True, slots=True)
class Item:
    """One document asked for; ``expires_on`` is its last valid day, ``None`` where none was stated."""

    code: str
    status: str = "missing"
    needed: bool = True
    expires_on: date | None = None


def state_on(item: Item, on: date) -> str:
    """The status as it counts on a day: what was accepted and has run out is ``expired``."""
    if item.status in ("accepted", "received") and item.expires_on is not None and item.expires_on < on:
        return "expired"
    return item.status


def missing_on(items: Iterable[Item], on: date) -> tuple[Item, ...]:
    """The needed items that do not count on a day, in the order of the list."""
    return tuple(item for item in items if item.needed and state_on(item, on) not in SETTLED)


def is_complete_on(items: Iterable[Item], on: date) -> bool:
    """Every needed item is accepted or waived, and valid on the day; a list that asks nothing is complete."""
    return not missing_on(items, on)


def expiring_within(items: Iterable[Item], on: date, days: int) -> tuple[Item, ...]:
    """Accepted items whose last day falls within so many days from a day on, soonest first."""
    last = on + timedelta(days=days)
    near = (
        (item.expires_on, item)
        for item in items
        if item.status == "accepted" and item.expires_on is not None and on <= item.expires_on <= last
    )
    return tuple(item for _, item in sorted(near, key=lambda pair: (pair[0], pair[1].code)))
