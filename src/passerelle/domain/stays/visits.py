"""Short visits: days left of 90 in any 180, and the last lawful day of a planned one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.short_stays import Room, Stay, first_day_beyond, room


@dataclass(frozen=True, slots=True)
class Travelled:
    """The short visits of one traveller: days spent up to today, and days planned after it."""

    spent: tuple[Stay, ...] = ()
    planned: tuple[Stay, ...] = ()

    @property
    def together(self) -> tuple[Stay, ...]:
        """All of them: no plan is lawful by itself."""
        return (*self.spent, *self.planned)


@dataclass(frozen=True, slots=True)
class Counter:
    """The counter of one traveller for an entry on a day.

    ``planned``: days of planned visits in all; ``too_many_on``: the first day on which what is planned
    passes the limit, ``None`` where it keeps it.
    """

    on: date
    room: Room
    planned: int = 0
    too_many_on: date | None = None


def counter(travelled: Travelled, on: date) -> Counter:
    """Days used and left for an entry on a day, the last day of an uninterrupted visit, and the plans."""
    days = sum((one.exit - one.entry).days + 1 for one in travelled.planned)
    return Counter(on, room(travelled.spent, on), days, first_day_beyond(travelled.together, since=on))


def beyond(others: Sequence[Stay], begins: date, ends: date) -> Problem | None:
    """The problem of a planned visit beside all others of the traveller, made or planned.

    Its own last lawful day is named, or the day on which a later planned visit would pass the limit.
    """
    found = first_day_beyond([*others, Stay(begins, ends)], since=begins)
    if found is None:
        return None
    if found > ends:
        message = Text("With this visit, one that is planned later would pass its last lawful day.")
        hint = Text("On %(day)s it would be more than 90 days in 180. Shorten one of them.", {"day": found})
        return Problem("later_visit_beyond", message, hint, column="planned_until")
    if found == begins:
        message = Text("No day is left of 90 in any 180 on %(day)s.", {"day": begins})
        return Problem("no_days_left", message, Text("Plan the visit for later."), column="planned_from")
    last = found - timedelta(days=1)
    message = Text("A visit from %(first)s may last until %(last)s at most.", {"first": begins, "last": last})
    hint = Text("At most 90 days in any 180 count, earlier visits included. Choose an earlier last day.")
    return Problem("beyond_last_lawful_day", message, hint, column="planned_until")
