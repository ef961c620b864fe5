"""Comma-separated files read strictly: every fault is placed by file, row and column."""

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.graph import Floats

SHOWN = 100  # problems listed; the rest is counted
LARGEST_PLACES = 1_000_000_000
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Source:
    """The name and the bytes of one input file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of trimmed text; ``rows`` holds the line of the file that each entry ends on."""

    file: str
    columns: dict[str, list[str]]
    rows: list[int]

    def problem(self, code: str, message: Text, at: tuple[int, str], hint: Text | None = None) -> Problem:
        """A problem at (entry index, column)."""
        return Problem(code, message, hint, self.file, row=self.rows[at[0]], column=at[1])


def refuse(problems: Sequence[Problem]) -> None:
    """Raise ``Refused`` with the first hundred problems and the count of the rest, if there are any."""
    if not problems:
        return
    if len(problems) > SHOWN:
        more = Text("%(count)s more problems are not listed.", {"count": len(problems) - SHOWN})
        problems = [*problems[:SHOWN], Problem("more_problems", more)]
    raise Refused(problems)


def read_text(source: Source) -> str:
    """The file as text; ``Refused`` when it is empty, not UTF-8 or holds a NUL byte, naming the row."""
    content = source.content
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused([_encoding(source, 1)])
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Refused([Problem("empty_file", Text("The file is empty."), None, source.name)])
    if (place := content.find(b"\0")) >= 0:
        message = Text("The file holds a NUL byte: it is not a text file.")
        raise Refused([Problem("nul_byte", message, None, source.name, row=content.count(b"\n", 0, place) + 1)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The marker at the start is taken off before the place is counted; it holds no line end.
        raise Refused([_encoding(source, content.count(b"\n", 0, error.start) + 1)]) from error


def _encoding(source: Source, row: int) -> Problem:
    hint = Text("Save the file again as UTF-8.")
    return Problem("not_utf8", Text("The file is not UTF-8."), hint, source.name, row=row)


def read_table(source: Source, required: Sequence[str]) -> Table:
    """A table with at least the ``required`` columns; ``Refused`` with every fault of its shape."""
    reader = csv.reader(io.StringIO(read_text(source), newline=""), strict=True)
    entries: list[list[str]] = []
    rows: list[int] = []
    problems: list[Problem] = []
    header: list[str] = []
    try:
        header = [cell.strip() for cell in next(reader)]
        problems += _header_problems(source.name, header, required)
        for entry in reader:
            if len(entry) == len(header):
                entries.append(entry)
                rows.append(reader.line_num)
            elif any(cell.strip() for cell in entry):
                problems.append(_ragged(source.name, reader.line_num, len(entry), len(header)))
    except csv.Error as error:
        message = Text("The row cannot be read: %(why)s.", {"why": str(error)})
        problems.append(Problem("unreadable_row", message, None, source.name, row=max(1, reader.line_num)))
    refuse(problems)
    cells = zip(*entries, strict=True) if entries else ([] for _ in header)
    columns = {name: [cell.strip() for cell in column] for name, column in zip(header, cells, strict=True)}
    return Table(source.name, columns, rows)


def _header_problems(file: str, header: Sequence[str], required: Sequence[str]) -> list[Problem]:
    found = [
        Problem(
            "missing_column",
            Text("The column %(name)s is missing.", {"name": name}),
            Text("Row 1 must name the columns, separated by commas."),
            file,
            row=1,
            column=name,
        )
        for name in required
        if name not in header
    ]
    twice = sorted({name for name in header if header.count(name) > 1})
    return found + [
        Problem(
            "duplicate_column",
            Text("The column %(name)s occurs twice.", {"name": name}),
            None,
            file,
            row=1,
            column=name,
        )
        for name in twice
    ]


def _ragged(file: str, row: int, cells: int, wanted: int) -> Problem:
    message = Text("The row has %(cells)s cells, the header %(wanted)s.", {"cells": cells, "wanted": wanted})
    return Problem("ragged_row", message, Text("Put text that holds a comma in quotes."), file, row=row)


def numbers(table: Table, column: str, problems: list[Problem]) -> Floats:
    """A column as finite numbers; adds a problem for each cell that is not one (its value reads 0)."""
    values = np.zeros(len(table.rows))
    for index, cell in enumerate(table.columns[column]):
        if _NUMBER.fullmatch(cell) and math.isfinite(value := float(cell)):
            values[index] = value
        else:
            problems.append(table.problem(*_number_fault(cell), (index, column)))
    return values


def _number_fault(cell: str) -> tuple[str, Text]:
    if not cell:
        return "empty_cell", Text("The cell is empty; a number is needed.")
    if cell.lower().lstrip("+-") in ("nan", "inf", "infinity") or _NUMBER.fullmatch(cell):
        return "not_finite", Text("%(cell)s is not a finite number.", {"cell": cell})
    return "not_a_number", Text("%(cell)s is not a number.", {"cell": cell[:80]})


def whole_numbers(table: Table, column: str, problems: list[Problem]) -> Floats:
    """A column as whole numbers from 0 to a thousand million; adds a problem for every other cell."""
    values = numbers(table, column, problems)
    for index, value in enumerate(values):
        at = (index, column)
        shown = {"cell": table.columns[column][index]}
        if value < 0:
            problems.append(table.problem("negative", Text("%(cell)s is below 0.", shown), at))
        elif value != int(value):
            problems.append(table.problem("not_whole", Text("%(cell)s is not a whole number.", shown), at))
        elif value > LARGEST_PLACES:
            problems.append(table.problem("too_large", Text("%(cell)s is too large.", shown), at))
    return values


def identifiers(table: Table, column: str, problems: list[Problem]) -> list[str]:
    """A column of ids; adds a problem for an empty one and for one that came before."""
    seen: dict[str, int] = {}
    for index, cell in enumerate(table.columns[column]):
        at = (index, column)
        if not cell:
            problems.append(table.problem("empty_cell", Text("The id is empty."), at))
        elif cell in seen:
            shown = {"cell": cell, "row": table.rows[seen[cell]]}
            message = Text("The id %(cell)s stands in row %(row)s already.", shown)
            problems.append(table.problem("duplicate_id", message, at))
        else:
            seen[cell] = index
    return table.columns[column]
