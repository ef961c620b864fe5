"""Until when a permit counts, and how many days something has left."""

from collections.abc import Iterable
from datetime import date

from passerelle.domain.permits.decisions import Entry

GIVES = ("granted", "extended")


def valid_until(entries: Iterable[Entry]) -> date | None:
    """The last day that the newest grant or extension states; none where none is stated or granted."""
    given = [one for one in entries if one.kind in GIVES]
    return given[-1].until if given else None


def days_left(until: date, today: date) -> int:
    """Days up to and with the last one after today; below zero for something that ran out."""
    return (until - today).days
