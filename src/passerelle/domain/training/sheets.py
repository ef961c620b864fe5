"""Attendance and results as a sheet: what was pasted or uploaded, read cell by cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

RESULT_COLUMNS = ("number", "result", "level", "score", "out_of")
_PASSED: Mapping[str, bool | None] = {
    "passed": True, "yes": True, "failed": False, "no": False, "unknown": None, "": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResultCell:
    """One person's line in a sheet of results."""

    row: int
    person: str
    passed: bool | None
    level: str
    score: Decimal | None
    score_of: Decimal | None


@dataclass(frozen=True, slots=True)
class MarkCell:
    """One mark in a sheet of attendance."""

    row: int
    person: str
    on: date
    mark: str


Row = tuple[int, Sequence[object]]  # line of the file, cells


def pasted(text: str) -> list[Row]:
    """Lines as copied from a sheet (tabs) or typed with semicolons."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    sign = "\t" if "\t" in text else ";"
    return [(number, [cell.strip() for cell in line.split(sign)]) for number, line in lines]


def read_results(rows: Iterable[Row]) -> list[ResultCell]:
    """Results under the columns number, result, level, score, out_of; lines without any answer are left out."""
    lines, problems, found = list(rows), [], []
    names = _names(lines, RESULT_COLUMNS[:2])
    for number, cells in lines[1:]:
        line = {name: _text(cell) for name, cell in zip(names, cells, strict=False)}
        if not any(line.get(name) for name in RESULT_COLUMNS[1:]):
            continue
        try:
            found.append(_result(number, line))
        except (KeyError, InvalidOperation):
            hint = Text("Write passed, failed or unknown; scores as numbers.")
            message = Text("The result of %(person)s cannot be read.", {"person": line.get("number", "")})
            problems.append(Problem("unreadable_result", message, hint, row=number))
    if problems:
        raise Refused(problems)
    return found


def read_attendance(rows: Iterable[Row]) -> list[MarkCell]:
    """Marks in a grid: a line for each number, a column for each day; empty cells are left out."""
    lines, problems, found = list(rows), [], []
    names = _names(lines, ("number",))
    days: list[date | None] = []
    for name in names:
        days.append(_day(name))
        if name and name not in ("number", "name") and days[-1] is None:
            message = Text("“%(heading)s” is no day.", {"heading": name})
            hint = Text("Write each day as 2026-03-14.")
            problems.append(Problem("unreadable_day", message, hint, row=lines[0][0], column=name))
    if problems:
        raise Refused(problems)
    place = names.index("number")
    for number, cells in lines[1:]:
        person = _text(cells[place]) if place < len(cells) else ""
        marks = ((on, _text(cell).lower()) for on, cell in zip(days, cells, strict=False) if on is not None)
        found += [MarkCell(number, person, on, mark) for on, mark in marks if mark]
    return found


def _names(lines: Sequence[Row], needed: Sequence[str]) -> list[str]:
    names = [_text(cell).lower() for cell in lines[0][1]] if lines else []
    missing = [name for name in needed if name not in names]
    if missing:
        message = Text("The column %(column)s is missing.", {"column": missing[0]})
        hint = Text("Begin with the sheet that this page gives out.")
        raise Refused([Problem("column_missing", message, hint, row=1)])
    return names


def _result(number: int, line: Mapping[str, str]) -> ResultCell:
    score, out_of = (
        Decimal(line[name].replace(",", ".")) if line.get(name) else None for name in ("score", "out_of")
    )
    passed = _PASSED[line.get("result", "").lower()]
    return ResultCell(number, line["number"], passed, line.get("level", "").upper(), score, out_of)


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell).strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
