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


def usual_wait(waits: Iterable[Wait], *, on: date, days: int = 180) -> int | None:
    """The median wait observed in the last half year; none where nothing was observed."""
    recent = [one.days for one in waits if 0 <= (on - one.on).days <= days]
    return round(median(recent)) if recent else None
