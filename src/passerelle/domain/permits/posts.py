"""Consular posts: whether a State has a channel there on a day, and how long people waited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median


@dataclass(frozen=True, slots=True)
class Wait:
    """An observed waiting time, with its day and source."""

    days: int
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Channel:
    """From when to when a post takes applications; both unknown where nobody recorded them."""

    opened: date | None
    closed: date | None
    opening_known: bool


def is_open(channel: Channel, on: date) -> bool | None:
    """Whether applications can be lodged on a day; ``None``: not known."""
    if channel.closed is not None and on >= channel.closed:
        return False
    if not channel.opening_known:
        return None
    return channel.opened is not None and channel.opened <= on


@dataclass(frozen=True, slots=True)
class Observed:
    """What was observed of waiting at a post: the median in days, of how many, since when."""

    median: int
    count: int
    since: date


def observed_wait(waits: Iterable[Wait], *, on: date, days: int = 180) -> Observed | None:
    """The waits of the last half year; ``None`` where nothing was observed in it."""
    recent = [one for one in waits if 0 <= (on - one.on).days <= days]
    if not recent:
        return None
    return Observed(round(median(one.days for one in recent)), len(recent), min(one.on for one in recent))


def usual_wait(waits: Iterable[Wait], *, on: date, days: int = 180) -> int | None:
    """The median wait observed in the last half year; none where nothing was observed."""
    found = observed_wait(waits, on=on, days=days)
    return found.median if found else None
