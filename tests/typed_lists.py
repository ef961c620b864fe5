"""Small lists for the tests of reading."""

from collections.abc import Sequence
from datetime import date

from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.intake.codes import NOTHING_LOADED, KnownCodes
from passerelle.domain.intake.columns import Layout, Value
from passerelle.domain.intake.grid import Grid, GridRow, Raw
from passerelle.domain.intake.reading import Reading, read_list

TODAY = date(2026, 3, 14)
OCCUPATION = "http://data.europa.eu/esco/occupation/f87779ae-7389-44e7-b155-16e87904857e"
SKILL = "http://data.europa.eu/esco/skill/0a1b2c3d-7389-44e7-b155-16e87904857e"


def grid(*rows: Sequence[Raw], sheet: str | None = "Data") -> Grid:
    return Grid(
        "list.xlsx", sheet, [GridRow(number, tuple(cells)) for number, cells in enumerate(rows, start=1)]
    )


def read(*rows: Sequence[Raw], layout: Layout = CANDIDATES, codes: KnownCodes = NOTHING_LOADED) -> Reading:
    return read_list(grid(*rows), layout, codes, today=TODAY)


def one_cell(
    column: str, raw: Raw, *, layout: Layout = CANDIDATES, codes: KnownCodes = NOTHING_LOADED
) -> Reading:
    """A list of one row with its key, what it requires, and one more cell."""
    cells: dict[str, Raw] = {
        name.name: "A1" if name.name == layout.key else 1 for name in layout.columns if name.required
    }
    if layout is CANDIDATES:
        cells["given_name"] = "Salma"
    cells[column] = raw
    return read(list(cells), list(cells.values()), layout=layout, codes=codes)


def value(reading: Reading, column: str) -> Value:
    assert not reading.problems, [str(problem.message) for problem in reading.problems]
    return reading.entries[0].values[column]
