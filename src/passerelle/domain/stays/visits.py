"""Short visits: days left of 90 in any 180, and the last lawful day of a planned one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.short_stays import Room, Stay, lawful, room


@dataclass(frozen=True, slots=True)
class Counter:
    """The counter of one traveller for an entry on a day."""

    on: date
    room: Room


def counter(stays: Sequence[Stay], on: date) -> Counter:
    """Days used and left for an entry on a day, and the last day of an uninterrupted visit."""
    return Counter(on, room(stays, on))


def beyond(stays: Sequence[Stay], begins: date, ends: date) -> Problem | None:
    """The problem of a planned visit that is longer than the days left, with the last lawful day named."""
    if lawful(stays, Stay(begins, ends)):
        return None
    last = room(stays, begins).last_day
    if last is None:
        message = Text("No day is left of 90 in any 180 on %(day)s.", {"day": begins})
        return Problem("no_days_left", message, Text("Plan the visit for later."), column="planned_from")
    message = Text("A visit from %(first)s may last until %(last)s at most.", {"first": begins, "last": last})
    hint = Text("At most 90 days in any 180 count, earlier visits included. Choose an earlier last day.")
    return Problem("beyond_last_lawful_day", message, hint, column="planned_until")
