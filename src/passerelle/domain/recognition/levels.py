"""National qualifications beside EQF levels: proposed with their source, never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass

from passerelle.domain.classifications.folding import fold


@dataclass(frozen=True, slots=True)
class NationalQualification:
    """One row of a published table; ``eqf`` is ``None`` where no single level is published."""

    country: str
    title: str
    national_level: str
    eqf: int | None
    source: str


def read_level(text: str) -> int | None:
    """A single level 1 to 8; a range such as 3/4 and an empty cell are unknown."""
    return int(text) if text.isdecimal() and 1 <= int(text) <= 8 else None


def proposed(rows: Iterable[NationalQualification], country: str, title: str) -> NationalQualification | None:
    """The row of a country whose title, or one of whose titles split by a slash, is the one asked."""
    wanted = fold(title)
    mine = [row for row in rows if row.country == country]
    for row in mine:
        if wanted and wanted in {fold(row.title), *(fold(part) for part in row.title.split(" / "))}:
            return row
    return None
