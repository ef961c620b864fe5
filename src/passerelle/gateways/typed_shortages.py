"""One list of occupations as a file, with its source in every row: whole, or refused with every fault."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from passerelle.domain.classifications import countries
from passerelle.domain.classifications.isco import is_valid
from passerelle.domain.employers.shortages import GUARDED, SHORTAGE, Listing
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.csv_in import read_csv

OPTIONAL = ("region", "op", "valid_from", "valid_to", "title")
NEEDED = ("kind", "list_version", "isco", "country", "source")
COLUMNS = (*NEEDED, *OPTIONAL)
LIMITS = {"list_version": 60, "region": 12, "title": 200, "source": 300}
MISSING = Text("This is missing.")
DAY = Text("Write the day as 2026-03-14, or leave it empty.")
TOO_LONG = Text("This is too long.")
HINT = Text("Put the row right and load the file again.")
# Column -> what a stated value must be, and what is said when it is not. Empty is another matter.
FORMS: Mapping[str, tuple[Callable[[str], bool], Text]] = {
    "kind": (lambda said: said in ("", SHORTAGE, GUARDED), Text("Write shortage or guarded.")),
    "isco": (lambda said: not said or is_valid(said), Text("This is no ISCO-08 code.")),
    "country": (
        lambda said: said.upper() in ("", "EU") or countries.is_valid(said.upper()),
        Text("Write the country's two letters, or EU for the whole Union."),
    ),
    "op": (lambda said: said in ("", "add", "remove"), Text("Write add or remove.")),
}


def read_typed_list(path: Path) -> list[Listing]:
    """The rows of a CSV with the columns of ``COLUMNS``; dates as 2026-03-14, empty where unpublished.

    ``Refused`` names row and column of every fault; nothing is read unless everything can be.
    """
    if not path.is_file():
        raise MissingFile(f"{path}: there is no such file")
    grid = read_csv(path)
    rows = [row for row in grid.rows if any(_text(cell) for cell in row.cells)]
    if grid.problems or not rows:
        message = Text("The file has no rows that can be read.")
        raise Refused(grid.problems or [Problem("empty", message, file=path.name)])
    heading = [_text(cell).lower() for cell in rows[0].cells]
    absent = [name for name in NEEDED if name not in heading]
    if absent:
        message = Text("These columns are missing: %(columns)s.", {"columns": ", ".join(absent)})
        hint = Text("Columns: %(columns)s.", {"columns": ", ".join(COLUMNS)})
        raise Refused([Problem("column_missing", message, hint, file=path.name, row=rows[0].number)])
    problems: list[Problem] = []
    found = []
    for row in rows[1:]:
        cells = {name: _text(cell) for name, cell in zip(heading, row.cells, strict=False)}
        faults = list(_faults(cells, path.name, row.number))
        problems += faults
        if not faults:
            found.append(_row(cells))
    if problems:
        raise Refused(problems)
    return found


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _faults(cells: Mapping[str, str], file: str, row: int) -> Iterator[Problem]:
    wrong = [(name, MISSING) for name in NEEDED if not cells.get(name)]
    wrong += [(name, text) for name, (holds, text) in FORMS.items() if not holds(cells.get(name, ""))]
    wrong += [(name, DAY) for name in _bad_days(cells)]
    wrong += [(name, TOO_LONG) for name, most in LIMITS.items() if len(cells.get(name, "")) > most]
    for name, text in wrong:
        yield Problem("bad_row", text, HINT, file=file, row=row, column=name)


def _bad_days(cells: Mapping[str, str]) -> Iterator[str]:
    read: list[date] = []
    for name in ("valid_from", "valid_to"):
        try:
            read += [date.fromisoformat(cells[name])] if cells.get(name) else []
        except ValueError:
            yield name
    if len(read) == 2 and read[1] < read[0]:
        yield "valid_to"


def _row(cells: Mapping[str, str]) -> Listing:
    """A typed list is what its source says; only a named person's comparison would make it confirmed."""
    days = [date.fromisoformat(cells[name]) if cells.get(name) else None for name in ("valid_from", "valid_to")]
    return Listing(
        kind=cells["kind"],
        list_version=cells["list_version"],
        isco=cells["isco"],
        country=cells["country"].upper(),
        region=cells.get("region", "").upper(),
        op=cells.get("op") or "add",
        valid_from=days[0],
        valid_to=days[1],
        source=cells["source"],
        title=cells.get("title", ""),
    )
