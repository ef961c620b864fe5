"""Short stays: at most 90 days in any 180 for each traveller; days of entry and of exit both count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.domain.pathways.kinds import Asked, Outcome, unknown
from passerelle.domain.pathways.verdicts import Verdict, of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """Days in the area, the first and the last included."""

    entry: date
    exit: date


@dataclass(frozen=True, slots=True)
class Room:
    """What a planned entry leaves: days used and left in the window of that day, the last lawful day.

    ``last_day`` is ``None`` when nobody may enter on that day at all.
    """

    used: int
    left: int
    last_day: date | None


def days_in_window(stays: Iterable[Stay], on: date, window: int = 180) -> int:
    """Days spent in the window that ends with a day; overlapping stays count once."""
    first = on - DAY * (window - 1)
    total, reached = 0, date.min
    for stay in sorted(stays, key=lambda one: (one.entry, one.exit)):
        begun, ended = max(stay.entry, first), min(stay.exit, on)
        begun = max(begun, reached + DAY) if reached > date.min else begun
        if ended >= begun:
            total += (ended - begun).days + 1
            reached = ended
    return total


def room(stays: Iterable[Stay], entry: date, *, most: int = 90, window: int = 180) -> Room:
    """The room for a stay that begins on a day and is not interrupted, after the stays before it."""
    earlier = [Stay(one.entry, min(one.exit, entry - DAY)) for one in stays if one.entry < entry]
    used = days_in_window(earlier, entry, window)
    last = None
    for length in range(1, most + 1):
        day = entry + DAY * (length - 1)
        if days_in_window(earlier, day, window) + length > most:
            break
        last = day
    return Room(used, max(most - used, 0), last)


def lawful(stays: Iterable[Stay], planned: Stay, *, most: int = 90, window: int = 180) -> bool:
    """Whether every day of a planned stay keeps the limit."""
    last = room(stays, planned.entry, most=most, window=window).last_day
    return last is not None and planned.exit <= last


def first_day_beyond(stays: Iterable[Stay], *, since: date, most: int = 90, window: int = 180) -> date | None:
    """The first day from ``since`` on with more than ``most`` days in its window, all stays together.

    ``None`` when every day keeps the limit; what went wrong before ``since`` is past mending.
    """
    rows = sorted(stays, key=lambda one: (one.entry, one.exit))
    for stay in rows:
        day = max(stay.entry, since)
        while day <= stay.exit:
            if days_in_window(rows, day, window) > most:
                return day
            day += DAY
    return None


def short_stay(asked: Asked) -> Outcome:
    """The planned stay ends by the last lawful day, counting the traveller's earlier stays."""
    case, limits = asked.case, asked.value
    entry, leaving = case.get("events.entry"), case.get("events.exit")
    rows = case.get("person.stays")
    lacking = _lacking(case.get("person.stays"), entry, leaving)
    if entry and leaving and (leaving - entry).days + 1 > limits["days"]:
        return Outcome(Verdict.NOT_MET, (leaving - entry).days + 1, limits["days"], (), "longer_than_the_limit")
    if lacking or rows is None:
        return unknown(asked, *lacking, need=f"{limits['days']} / {limits['window']}")
    stays = [Stay(row["from"], row.get("to", entry)) for row in rows if row.get("from")]
    space = room(stays, entry, most=limits["days"], window=limits["window"])
    need = space.last_day.isoformat() if space.last_day else f"{limits['days']} / {limits['window']}"
    held = space.last_day is not None and leaving <= space.last_day
    return Outcome(of(held), leaving.isoformat(), need)


def _lacking(rows: object, entry: date | None, leaving: date | None) -> list[str]:
    named = (("person.stays", rows), ("events.entry", entry), ("events.exit", leaving))
    return [name for name, value in named if value is None]
