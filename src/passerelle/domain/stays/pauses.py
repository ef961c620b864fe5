"""Pauses of a stay: which days do not count, what waits for them, and whether the planned end moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days of an accepted pause, the first and the last included."""

    first: date
    last: date

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.last - self.first + DAY

    def meets(self, other: "Pause") -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


def paused_days(pauses: Iterable[Pause], first: date, last: date) -> int:
    """Days of a stretch that lie in a pause, each counted once."""
    days, reached = 0, first - DAY
    for one in sorted(pauses, key=lambda pause: pause.first):
        begun, ended = max(one.first, reached + DAY), min(one.last, last)
        if ended >= begun:
            days += (ended - begun).days + 1
            reached = ended
    return days


def after_the_pause(due: date | None, pause: Pause) -> date | None:
    """A term that ends inside a pause ends so many days later as the pause lasts; others stay."""
    if due is None or not pause.first <= due <= pause.last:
        return due
    return due + pause.length


def moves_end(facts: Mapping[str, object], route: str) -> bool | None:
    """Whether a pause moves the planned end, as the scheme's file states for a route; ``None``: not known."""
    rows: Iterable[Mapping[str, Any]] = facts.get("route") or ()  # type: ignore[assignment]  # a list of tables
    stated: bool | None = next((one.get("pause_moves_end") for one in rows if one.get("id") == route), None)
    return stated
