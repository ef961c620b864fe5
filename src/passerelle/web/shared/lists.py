"""A list's columns, said once: the page and the exported file show the same, in the same order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise

from passerelle.gateways.sheets_out import Exported, csv_text, write_workbook

Shown = Exported
Words = Mapping[str, str]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: ``value`` reads a row (``None`` is unknown); ``link`` gives the cell an address."""

    heading: Promise | str
    value: Callable[[Any, Words], Shown]
    sort: str = ""
    number: bool = False
    code: bool = False
    link: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the page shows it."""

    value: Shown
    column: ListColumn
    link: str


def cells(columns: Sequence[ListColumn], rows: Iterable[Any], words: Words) -> list[list[Cell]]:
    """The rows of a page."""
    return [
        [Cell(column.value(row, words), column, column.link(row) if column.link else "") for column in columns]
        for row in rows
    ]


def as_file(
    kind: str, name: str, columns: Sequence[ListColumn], rows: Iterable[Any], words: Words
) -> HttpResponse:
    """The whole list as ``csv`` or ``xlsx``, formula-safe."""
    headings = [str(column.heading) for column in columns]
    lines = [[column.value(row, words) for column in columns] for row in rows]
    return rows_as_file(kind, name, headings, lines)


def rows_as_file(
    kind: str, name: str, headings: Sequence[str], lines: Iterable[Sequence[Exported]]
) -> HttpResponse:
    """Any rows as ``xlsx``, otherwise as ``csv``."""
    if kind == "xlsx":
        stream = BytesIO()
        write_workbook(stream, headings, lines)
        return workbook(name, stream.getvalue())
    answer = HttpResponse(b"".join(csv_text(headings, lines)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def workbook(name: str, content: bytes) -> HttpResponse:
    """A workbook to keep."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
