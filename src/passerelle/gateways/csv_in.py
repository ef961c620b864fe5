"""Reads a CSV list as it comes from the field: finds out encoding and delimiter and says what it found."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from passerelle.domain.intake.formulas import restore
from passerelle.domain.intake.grid import Grid, GridRow
from passerelle.domain.intake.headings import SEARCHED_ROWS
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.gateways.sheet_checks import must_not_be_too_big, refuse
from passerelle.gateways.sheets_in import MOST_COLUMNS, MOST_ROWS, too_long

DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 100_000
_ARABIC_BYTES = re.compile(rb"[\x80-\xff]{3,}")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]")


def read_csv(path: Path, *, file: str | None = None) -> Grid:
    """The rows of a CSV file; ``Refused`` when it is no text at all."""
    name = file or path.name
    must_not_be_too_big(path, name)
    text, notes = _decoded(path.read_bytes(), name)
    delimiter = _delimiter(text)
    if delimiter != ",":
        spelt = {";": "semicolons", "\t": "tabs"}[delimiter]
        notes.append(
            Problem(
                "delimiter",
                Text("The columns are parted by %(delimiter)s.", {"delimiter": spelt}),
                Text("Nothing to do."),
                file=name,
            )
        )
    problems: list[Problem] = []
    rows = tuple(_rows(text, delimiter, name, problems))
    return Grid(name, None, rows, tuple(notes), tuple(problems))


def _decoded(content: bytes, name: str) -> tuple[str, list[Problem]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(content, name)
    if b"\x00" in content:
        raise _no_text(name)
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        encoding = _older_encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding = "cp1256"  # the only one of the two that knows every byte
        text = content.decode(encoding)
    return text, [_encoding_note(encoding, name)]


def _utf16(content: bytes, name: str) -> tuple[str, list[Problem]]:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as broken:
        raise _no_text(name) from broken
    if "\x00" in text:
        raise _no_text(name)
    return text, [_encoding_note("utf-16", name)]


def _older_encoding(content: bytes) -> str:
    # Arabic words are runs of high bytes; in French and Spanish an accent stands alone among plain letters.
    in_runs = sum(len(run) for run in _ARABIC_BYTES.findall(content))
    return "cp1256" if in_runs * 2 > len(_HIGH_BYTES.findall(content)) else "cp1252"


def _encoding_note(encoding: str, name: str) -> Problem:
    shown = {"cp1252": "Windows-1252", "cp1256": "Windows-1256", "utf-16": "UTF-16"}[encoding]
    return Problem(
        "encoding",
        Text("The file is not UTF-8; it was read as %(encoding)s.", {"encoding": shown}),
        Text("Look whether accents and Arabic letters are right; if not, save it as UTF-8."),
        file=name,
    )


def _no_text(name: str) -> Exception:
    return refuse(
        name,
        "no_text",
        Text("The file is not a text file: it holds zero bytes."),
        Text("Save the list as CSV (UTF-8) or as .xlsx."),
    )


def _delimiter(text: str) -> str:
    first = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip()), ""))
    counts = [first.count(delimiter) for delimiter in DELIMITERS]
    return DELIMITERS[counts.index(max(counts))]


def _rows(text: str, delimiter: str, name: str, problems: list[Problem]) -> Iterator[GridRow]:
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(_raw_rows(text, delimiter, name, problems))
    finally:
        csv.field_size_limit(limit)  # one limit for the whole program: other readers have theirs
    # The first row of several cells: titles above the headings have one.
    width = next((len(cells) for _, cells in rows[:SEARCHED_ROWS] if len(cells) > 1), 1)
    headed = False
    for row, cells in rows:
        headed = headed or len(cells) == width
        if headed and (len(cells) < width or any(cell.strip() for cell in cells[width:])):
            problems.append(_uneven(row, len(cells), width, name))
        yield GridRow(row, tuple(restore(cell) for cell in cells))


def _raw_rows(text: str, delimiter: str, name: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    filled, start = 0, 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as broken:
            problems.append(_broken_row(str(broken), start, name))
            return
        row, start = start, reader.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        filled += 1
        if filled > MOST_ROWS + SEARCHED_ROWS or len(cells) > MOST_COLUMNS:
            problems.append(too_long(row, name, None))
            return
        yield row, cells


def _broken_row(why: str, row: int, name: str) -> Problem:
    if "field larger" in why:
        return Problem(
            "cell_too_long",
            Text(
                "A cell holds more than %(most)s signs; probably a quote was never closed.",
                {"most": LONGEST_CELL},
            ),
            Text("Look for a single quotation mark in or above this row."),
            file=name,
            row=row,
        )
    return Problem(
        "quotes",
        Text("From this row on the quotation marks do not pair up."),
        Text("Double every quotation mark inside a cell, and close every cell that begins with one."),
        file=name,
        row=row,
    )


def _uneven(row: int, have: int, want: int, name: str) -> Problem:
    return Problem(
        "uneven_row",
        Text("The row has %(have)s cells, the first row %(want)s.", {"have": have, "want": want}),
        Text("Put cells that hold the delimiter into quotation marks, and add missing delimiters."),
        file=name,
        row=row,
    )
