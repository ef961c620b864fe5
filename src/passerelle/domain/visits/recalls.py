"""A season without recall after a complaint: told to welfare officers alone, and no proof of anything."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

OUTCOMES = MappingProxyType(
    {
        "explained": Text("Looked into: there was another reason"),
        "recalled_after": Text("She was called back after all"),
        "other_place": Text("She found another place"),
        "raised": Text("Taken up with the scheme or an authority, as she wished"),
        "not_wanted": Text("She did not want to come back"),
    }
)


@dataclass(frozen=True, slots=True)
class Season:
    """One season of one person with one host."""

    stay: int
    person: int
    host: int
    year: int


def season_year(begins: date | None, planned: date | None) -> int | None:
    """The year a season belongs to; ``None`` when nobody knows when it begins."""
    day = begins or planned
    return day.year if day is not None else None


def without_recall(seasons: Iterable[Season], spoke: Collection[int]) -> list[Season]:
    """The last seasons of people who spoke (stays in ``spoke``), whose host called others back and not them.

    Others: at least one person who was with that host in that year is there again in a later one. Somebody
    with any stay at that host in a later year was recalled.
    """
    listed = sorted(seasons, key=lambda one: (one.year, one.stay))
    years: dict[tuple[int, int], list[int]] = {}
    for one in listed:
        years.setdefault((one.host, one.person), []).append(one.year)
    found: dict[tuple[int, int], Season] = {}
    for one in listed:
        mine = (one.host, one.person)
        if one.stay in spoke and one.year == max(years[mine]):
            others = (have for who, have in years.items() if who[0] == one.host and who != mine)
            if any(one.year in have and max(have) > one.year for have in others):
                found[mine] = one
    return list(found.values())
