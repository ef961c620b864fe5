"""Reads the one sheet of a workbook that holds the list: values only, row by row, nothing worked out."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException

from passerelle.domain.intake.grid import CellError, Formula, Grid, GridRow, Raw
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.sheet_checks import PartsSeen, broken_workbook, look_at_parts, must_not_be_too_big

MOST_ROWS = 100_000
MOST_COLUMNS = 256
EMPTY_RUN = 2_000  # so many empty rows in a row, and the list has ended
DATA_SHEET = "data"
TEMPLATE_SHEETS = frozenset({"lists", "guide"})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_workbook(path: Path, *, file: str | None = None) -> Grid:
    """The rows of the sheet "Data", or of the only visible sheet; ``Refused`` for an unsafe file."""
    name = file or path.name
    must_not_be_too_big(path, name)
    seen = look_at_parts(path, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that the parser passes over
            # Opened here, so that it is closed here too when the parser fails half way.
            with path.open("rb") as stream:
                book = openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
                return _read(book, name, seen)
    except Refused:
        raise
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, SyntaxError,
            IndexError, EOFError, OSError, OverflowError) as broken:  # fmt: skip
        raise broken_workbook(name) from broken


def _read(book: Any, name: str, seen: PartsSeen) -> Grid:
    notes = [_note("sheet_hidden", sheet.title, name) for sheet in _hidden(book)]
    problems: list[Problem] = []
    sheet = _chosen(book, name, problems)
    if sheet is None:
        return Grid(name, None, (), tuple(notes), tuple(problems))
    notes += [_note("sheet_not_read", other.title, name) for other in _passed_over(book, sheet)]
    if book.epoch == CALENDAR_MAC_1904:
        notes.append(_note("date_system_1904", sheet.title, name))
    problems += _merged(sheet, seen, name)
    rows = tuple(_rows(sheet, name, notes, problems))
    return Grid(name, sheet.title, rows, tuple(notes), tuple(problems))


def _hidden(book: Any) -> list[Any]:
    return [
        sheet
        for sheet in book.worksheets
        if sheet.sheet_state != "visible" and sheet.title.lower() not in TEMPLATE_SHEETS
    ]


def _passed_over(book: Any, chosen: Any) -> list[Any]:
    return [
        sheet
        for sheet in book.worksheets
        if sheet is not chosen and sheet.sheet_state == "visible" and sheet.title.lower() not in TEMPLATE_SHEETS
    ]


def _chosen(book: Any, name: str, problems: list[Problem]) -> Any:
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    named = [sheet for sheet in visible if sheet.title.strip().lower() == DATA_SHEET]
    others = [sheet for sheet in visible if sheet.title.lower() not in TEMPLATE_SHEETS]
    candidates = named or others
    if len(candidates) == 1 or named:
        return candidates[0]
    code = "which_sheet" if candidates else "no_sheet"
    problems.append(
        Problem(
            code,
            Text(
                "The workbook has %(count)s visible sheets and none is named Data.", {"count": len(candidates)}
            ),
            Text("Name the sheet with the list Data."),
            file=name,
        )
    )
    return None


_NOTES = {
    "sheet_hidden": (
        Text("A hidden sheet was not read."),
        Text("Check that it holds nothing that should not travel; delete it if so."),
    ),
    "sheet_not_read": (
        Text("This sheet was not read; only the sheet Data is."),
        Text("Move its rows to the sheet Data if they belong to the list."),
    ),
    "date_system_1904": (
        Text("The workbook counts days from 1904; dates were read so."),
        Text("Compare one date with its source."),
    ),
}


def _note(code: str, sheet: str, file: str) -> Problem:
    message, cure = _NOTES[code]
    return Problem(code, message, cure, file=file, sheet=sheet)


def _merged(sheet: Any, seen: PartsSeen, name: str) -> Iterator[Problem]:
    part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    for cells in seen.merged.get(part, []):
        first = re.match(r"([A-Z]+)([0-9]+)", cells)
        yield Problem(
            "merged_cells",
            Text("The cells %(cells)s are merged; only the first of them has a value.", {"cells": cells}),
            Text("Undo the merging and fill in every cell."),
            name,
            sheet.title,
            int(first[2]) if first else None,
            first[1] if first else None,
        )


def _rows(sheet: Any, name: str, notes: list[Problem], problems: list[Problem]) -> Iterator[GridRow]:
    sheet.reset_dimensions()  # what the file says about its own size is not to be trusted
    empty = filled = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        row = tuple(_raw(cell) for cell in cells)
        while row and (row[-1] is None or row[-1] == ""):
            row = row[:-1]
        if not row:
            empty += 1
            if empty >= EMPTY_RUN:
                notes.append(_ended(number, name, sheet.title))
                return
            continue
        empty, filled = 0, filled + 1
        if len(row) > MOST_COLUMNS or filled > MOST_ROWS + 20:
            problems.append(too_long(number, name, sheet.title))
            return
        yield GridRow(number, row)


def too_long(number: int, name: str, sheet: str | None) -> Problem:
    """The problem of a list with more rows or columns than are taken at once."""
    return Problem(
        "too_many_rows",
        Text(
            "Reading stopped here: at most %(rows)s rows and %(columns)s columns are taken at once.",
            {"rows": MOST_ROWS, "columns": MOST_COLUMNS},
        ),
        Text("Split the list into several files."),
        name,
        sheet,
        number,
    )


def _ended(number: int, name: str, sheet: str) -> Problem:
    return Problem(
        "empty_rows",
        Text("After %(run)s empty rows reading stopped at row %(row)s.", {"run": EMPTY_RUN, "row": number}),
        Text("If there are entries further down, move them up."),
        name,
        sheet,
        number,
    )


def _raw(cell: Any) -> Raw:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Formula(str(getattr(value, "text", value)))
    if cell.data_type == "e":
        return CellError(str(value))
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value) if "_x" in value else value
    return value  # type: ignore[no-any-return]  # openpyxl has no types; the kinds are those of Raw
