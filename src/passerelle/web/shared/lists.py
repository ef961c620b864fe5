"""A list's columns, said once: the page and the exported file show the same, in the same order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
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


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose data a file holds: the one gate of every export with people in it.

    The actor must hold ``by`` (in a scheme, where one is named), and the export is kept in the log that the
    people read. ``what`` is the list's name there.
    """

    actor: Actor
    what: str
    people: Iterable[str]
    scheme: str = ""  # its code
    scheme_id: int | None = None
    purpose: Purpose = Purpose.JOURNEY
    by: Permission = Permission.LIST_EXPORT

    def pass_gate(self) -> None:
        """``NotPermitted``, or one more line in the log."""
        self.actor.must(self.by, scheme=self.scheme_id)
        record_read(
            self.actor, f"{self.what}.export", self.people, scheme_code=self.scheme, purpose=self.purpose
        )


# Of a file in which nobody is named or numbered.
NOBODY = None


def as_file(
    kind: str,
    name: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Any],
    words: Words,
    *,
    whose: Whose | None,
) -> HttpResponse:
    """The whole list as ``csv`` or ``xlsx``, formula-safe."""
    headings = [str(column.heading) for column in columns]
    lines = ([column.value(row, words) for column in columns] for row in rows)
    return rows_as_file(kind, name, headings, lines, whose=whose)


def rows_as_file(
    kind: str,
    name: str,
    headings: Sequence[str],
    lines: Iterable[Sequence[Exported]],
    *,
    whose: Whose | None,
) -> HttpResponse:
    """Any rows as ``xlsx``, otherwise as ``csv``."""
    if whose is not None:
        whose.pass_gate()
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
