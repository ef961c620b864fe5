"""Shortage lists and guarded occupations as dated rows: what holds for an occupation, a place and a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SHORTAGE, GUARDED = "shortage", "guarded"


@dataclass(frozen=True, slots=True)
class Listing:
    """One row of a list: an occupation added to or removed from it, somewhere, for a time."""

    kind: str  # shortage (at the destination) | guarded (at origin)
    list_version: str
    isco: str
    country: str  # "EU" for the whole Union
    region: str = ""
    op: str = "add"
    valid_from: date | None = None  # None: unknown
    valid_to: date | None = None
    source: str = ""
    confirmed: bool = False
    title: str = ""

    def covers(self, on: date) -> bool:
        """Whether the row is in force on a day; an unknown beginning is not held against it."""
        after = self.valid_from is None or self.valid_from <= on
        return after and (self.valid_to is None or on <= self.valid_to)


def standing(rows: Iterable[Listing], isco: str, *, places: Iterable[str], on: date) -> list[Listing]:
    """The rows that list an occupation in any of the places (country or region codes) on a day.

    A national or regional "remove" takes a wider list's "add" of the same kind away there.
    """
    where = tuple(places)
    near = [row for row in rows if row.covers(on) and _same(row.isco, isco) and _there(row, where)]
    removed = {row.kind for row in near if row.op == "remove"}
    return [row for row in near if row.op == "add" and not (row.kind in removed and row.country == "EU")]


def _same(listed: str, isco: str) -> bool:
    return bool(isco) and (isco.startswith(listed) or listed.startswith(isco))


def _there(row: Listing, places: tuple[str, ...]) -> bool:
    if row.region:
        return any(place.startswith(row.region) for place in places)  # a part lies in the whole
    return row.country == "EU" or row.country in places
