"""The authority's clock: it starts at the complete file and stands still while a paper is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Standstill:
    """From the first day on which the clock stood still to the last; ``until`` is ``None`` while it does."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """What is known of a file's time: no start before the file is complete, no term where none is published."""

    started: date | None
    term: int | None = None
    ended: date | None = None
    pauses: tuple[Standstill, ...] = ()


def stands_still(clock: Clock, on: date) -> bool:
    """Whether the clock stands still on a day."""
    return any(one.since <= on and (one.until is None or on <= one.until) for one in clock.pauses)


def days_used(clock: Clock, on: date) -> int | None:
    """Days that count up to a day; the day of the complete file does not. ``None`` before it is complete."""
    if clock.started is None:
        return None
    last = min(on, clock.ended) if clock.ended else on
    whole = max((last - clock.started).days, 0)
    return whole - len(_still(clock.pauses, clock.started + timedelta(days=1), last))


def days_left(clock: Clock, on: date) -> int | None:
    """Days left of the term, negative beyond it; ``None`` where the term or the start is unknown."""
    used = days_used(clock, on)
    return None if used is None or clock.term is None else clock.term - used


def _still(pauses: Iterable[Standstill], first: date, last: date) -> set[int]:
    days: set[int] = set()
    for one in pauses:
        since, until = max(one.since, first), min(one.until or last, last)
        days.update(range(since.toordinal(), until.toordinal() + 1))
    return days
