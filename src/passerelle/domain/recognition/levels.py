"""National qualifications beside EQF levels: proposed with their source, never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from passerelle.domain.classifications.folding import fold


@dataclass(frozen=True, slots=True)
class NationalQualification:
    """One row of a published table; ``eqf`` is ``None`` where no single level is published."""

    country: str
    title: str
    national_level: str
    eqf: int | None
    source: str


@dataclass(frozen=True, slots=True)
class LevelChange:
    """What a new release says of a title that the former did not; ``None`` on a side: not there."""

    country: str
    title: str
    before: NationalQualification | None
    after: NationalQualification | None


def read_level(text: str) -> int | None:
    """A single level 1 to 8; a range such as 3/4 and an empty cell are unknown."""
    return int(text) if text.isdecimal() and 1 <= int(text) <= 8 else None


def is_level_cell(text: str) -> bool:
    """Whether a cell can be read at all: empty, one level, or levels with a slash between."""
    return not text or all(read_level(part) is not None for part in text.split("/"))


def proposed(rows: Iterable[NationalQualification], country: str, title: str) -> NationalQualification | None:
    """The row of a country whose title, or one of whose titles split by a slash, is the one asked.

    Where rows of that title name different levels, the level is unknown.
    """
    wanted = fold(title)
    named = [row for row in rows if row.country == country and wanted and wanted in _titles(row)]
    if not named:
        return None
    first = named[0]
    eqf = first.eqf if len({row.eqf for row in named}) == 1 else None
    national = first.national_level if len({row.national_level for row in named}) == 1 else ""
    return replace(first, eqf=eqf, national_level=national)


def changes(
    before: Iterable[NationalQualification], after: Iterable[NationalQualification]
) -> list[LevelChange]:
    """Titles that come, go or change their level, by country and title."""
    old, new = _by_title(before), _by_title(after)
    return [
        LevelChange(*key, old.get(key), new.get(key))
        for key in sorted(old.keys() | new.keys())
        if _said(old.get(key)) != _said(new.get(key))
    ]


def _by_title(rows: Iterable[NationalQualification]) -> dict[tuple[str, str], NationalQualification]:
    kept = tuple(rows)
    titles = dict.fromkeys((row.country, row.title) for row in kept)
    by_country: dict[str, list[NationalQualification]] = {}
    for row in kept:
        by_country.setdefault(row.country, []).append(row)
    found = {(country, title): _exact(by_country[country], title) for country, title in titles}
    return found


def _exact(rows: list[NationalQualification], title: str) -> NationalQualification:
    named = [row for row in rows if row.title == title]
    return named[0] if len({_said(row) for row in named}) == 1 else replace(named[0], eqf=None)


def _said(row: NationalQualification | None) -> tuple[str, int | None] | None:
    return None if row is None else (row.national_level, row.eqf)


def _titles(row: NationalQualification) -> set[str]:
    return {fold(row.title), *(fold(part) for part in row.title.split(" / "))}
