"""Cells that hold a day; a date that can be read in two ways is never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from passerelle.domain.intake.faults import NOTES, CellReading, Fault
from passerelle.domain.intake.grid import Raw
from passerelle.domain.intake.signs import western_digits
from passerelle.domain.intake.text_cells import noted, wrong_kind
from passerelle.domain.kernel.text import Text

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$")
_EUROPEAN = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_MONTH = re.compile(r"^(\d{4})[-/.](\d{1,2})(?:[-/.]0?1)?$")
_MONTH_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{4})$")
_TWO_DIGITS = re.compile(r"^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}$")
_SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
_WRITE = Text("Write the date as year-month-day, for example 1998-03-14.")
# What spreadsheets show for a cell that holds zero or one.
_ZERO_DAYS = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1)})


@dataclass(frozen=True, slots=True)
class Window:
    """The days a column can hold, first and last."""

    first: date
    last: date


def day_comes_first(cells: Iterable[Raw]) -> bool | None:
    """Whether a column writes day before month; ``None`` when no cell settles it."""
    day_first = month_first = False
    for raw in cells:
        match = _EUROPEAN.match(western_digits(raw.strip())) if isinstance(raw, str) else None
        if match:
            day_first = day_first or int(match[1]) > 12
            month_first = month_first or int(match[2]) > 12
    if month_first:
        return False
    return True if day_first else None


def read_date(raw: Raw, window: Window, *, day_first: bool | None) -> CellReading:
    """A day inside the window."""
    if isinstance(raw, datetime):
        dropped = (NOTES["time_dropped"],) if raw.time() != time(0) else ()
        return _within(raw.date(), window, dropped)
    if isinstance(raw, date):
        return _within(raw, window, ())
    if isinstance(raw, str):
        text, notes = noted(raw)
        digits = western_digits(text)
        if digits != text:
            notes = (*notes, NOTES["other_digits"])
        return _from_text(digits, window, day_first=day_first, notes=notes)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return CellReading(faults=(_date_as_number(),))
    return CellReading(faults=(wrong_kind(_WRITE),))


def read_month(raw: Raw, window: Window) -> CellReading:
    """The first day of a month inside the window; spreadsheets keep a month as that day."""
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return _within(raw, window, ()) if raw.day == 1 else CellReading(faults=(_month_form(),))
    if not isinstance(raw, str):
        return CellReading(faults=(_month_form(),))
    text, notes = noted(raw)
    digits = western_digits(text)
    if match := _MONTH.match(digits):
        return _first(int(match[1]), int(match[2]), window, notes)
    if match := _MONTH_FIRST.match(digits):
        return _first(int(match[2]), int(match[1]), window, notes)
    return CellReading(faults=(_month_form(),))


def _first(year: int, month: int, window: Window, notes: tuple[Fault, ...]) -> CellReading:
    try:
        return _within(date(year, month, 1), window, notes)
    except ValueError:
        return CellReading(faults=(_month_form(),))


def _month_form() -> Fault:
    return Fault("month_form", Text("This is not a month."), Text("Write year and month, for example 2026-05."))


def _from_text(text: str, window: Window, *, day_first: bool | None, notes: tuple[Fault, ...]) -> CellReading:
    if match := _ISO.match(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), window, notes)
    if match := _EUROPEAN.match(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        if day <= 12 and day != month and day_first is not True:
            return CellReading(faults=(_ambiguous(text),))
        return _day(year, month, day, window, (*notes, NOTES["date_order"]))
    if _TWO_DIGITS.match(text):
        fault = Fault("year_of_two_digits", Text("The year has two digits; the century is open."), _WRITE)
        return CellReading(faults=(fault,))
    if _SERIAL.match(text):
        return CellReading(faults=(_date_as_number(),))
    return CellReading(faults=(Fault("date_form", Text("This is not a date."), _WRITE),))


def _day(year: int, month: int, day: int, window: Window, notes: tuple[Fault, ...]) -> CellReading:
    try:
        return _within(date(year, month, day), window, notes)
    except ValueError:
        return CellReading(faults=(Fault("no_such_day", Text("There is no such day."), _WRITE),))


def _within(day: date, window: Window, notes: tuple[Fault, ...]) -> CellReading:
    if day in _ZERO_DAYS:
        fault = Fault(
            "date_zero",
            Text("%(day)s is what a spreadsheet shows for zero, not a date.", {"day": day.isoformat()}),
            Text("Enter the date again, or leave the cell empty."),
        )
        return CellReading(faults=(fault,))
    if not window.first <= day <= window.last:
        bounds = {"day": day, "first": window.first, "last": window.last}
        fault = Fault(
            "date_implausible",
            Text("%(day)s does not lie between %(first)s and %(last)s.", bounds),
            Text("Check the year; a file made on an older Mac shifts dates by four years and a day."),
        )
        return CellReading(faults=(fault,))
    return CellReading(day, notes=notes)


def _ambiguous(text: str) -> Fault:
    return Fault(
        "date_ambiguous",
        Text("%(value)s can be read in two ways, and nothing in the column settles it.", {"value": text}),
        _WRITE,
    )


def _date_as_number() -> Fault:
    return Fault(
        "date_as_number",
        Text("The date is stored as a figure; whether it counts from 1900 or 1904 is open."),
        _WRITE,
    )
