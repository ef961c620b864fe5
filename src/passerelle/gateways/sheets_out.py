"""Writes any list as CSV or XLSX: columns and order as on the screen, and no text becomes a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from passerelle.domain.intake.formulas import neutralise

Exported = str | int | float | Decimal | bool | date | datetime | None
LONGEST_IN_SHEET = 32_767
_CUT = " [...]"
_NOT_IN_XML = re.compile("_x(?=[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[Exported]]) -> Iterator[bytes]:
    """The list as CSV, in pieces: UTF-8 with BOM, commas, CRLF, quotes where RFC 4180 asks for them."""
    yield b"\xef\xbb\xbf"
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in _with_headings(headings, rows):
        writer.writerow([_csv_cell(value) for value in row])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def _with_headings(headings: Sequence[str], rows: Iterable[Sequence[Exported]]) -> Iterator[Sequence[Exported]]:
    yield headings
    yield from rows


def _csv_cell(value: Exported) -> str:
    return neutralise(value.encode("utf-8", "replace").decode()) if isinstance(value, str) else _plain(value)


def _plain(value: Exported) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def write_workbook(
    stream: BinaryIO, headings: Sequence[str], rows: Iterable[Sequence[Exported]], *, title: str = "Data"
) -> None:
    """The list as a workbook of one sheet with a frozen heading row; texts are text cells."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for row in _with_headings(headings, rows):
        sheet.append([sheet_cell(sheet, value) for value in row])
    book.save(stream)


def sheet_cell(sheet: Any, value: Exported) -> Any:
    """A cell that shows the value and never works it out."""
    if isinstance(value, date):
        value = value.isoformat()
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value="")
    text = _escaped(value)
    # The value is set past the cell's own guess, which would make a formula of a text that begins with =.
    cell._value = text
    cell.data_type = "s"
    if neutralise(value) != value:
        cell.quotePrefix = True
    return cell


def _escaped(text: str) -> str:
    if len(text) > LONGEST_IN_SHEET:
        text = text[: LONGEST_IN_SHEET - len(_CUT)] + _CUT
    return _NOT_IN_XML.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return "_x005F_x" if sign == "_x" else f"_x{ord(sign):04X}_"
