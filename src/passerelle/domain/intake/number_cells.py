"""Cells that hold numbers: levels, years, posts, amounts."""

import math
import re
from decimal import Decimal

from passerelle.domain.intake.faults import NOTES, CellReading, Fault
from passerelle.domain.intake.grid import Raw
from passerelle.domain.intake.signs import western_digits
from passerelle.domain.intake.text_cells import lost_digits, noted, wrong_kind
from passerelle.domain.kernel.text import Text

MOST_POSTS = 10_000
MOST_YEARS = 60
MOST_MONTHS = 600
MOST_HOURS = Decimal(80)
MOST_AMOUNT = Decimal("9999999999.99")
_EXPONENT = re.compile(r"^[+-]?\d+([.,]\d+)?[eE][+-]?\d+$")
_PLAIN = re.compile(r"^-?\d+(\.\d+)?$")
_COMMA = re.compile(r"^-?\d+,\d+$")
_GROUPED = (
    (re.compile(r"^-?\d{1,3}( \d{3})+([.,]\d{1,2})?$"), " "),
    (re.compile(r"^-?\d{1,3}(\.\d{3})+,\d{1,2}$"), "."),
    (re.compile(r"^-?\d{1,3}(,\d{3})+\.\d{1,2}$"), ","),
    (re.compile(r"^-?\d{1,3}(\.\d{3}){2,}$"), "."),
    (re.compile(r"^-?\d{1,3}(,\d{3}){2,}$"), ","),
    (re.compile(r"^-?\d{1,3}('\d{3})+(\.\d{1,2})?$"), "'"),
)
_AMBIGUOUS = re.compile(r"^-?\d{1,3}[.,]\d{3}$")
_LEVEL = re.compile(r"^(eqf|cec|mec|level|niveau|nivel)?\s*([0-9])$", re.IGNORECASE)


def read_number(raw: Raw) -> tuple[Decimal | Fault, tuple[Fault, ...]]:
    """A finite decimal number, or why it is none; and notes on how it was read."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return wrong_kind(Text("Write a number here.")), ()
    if isinstance(raw, float) and not math.isfinite(raw):
        return _not_a_number(), ()
    if not isinstance(raw, str):
        return Decimal(str(raw)), ()
    text, notes = noted(raw)
    digits = western_digits(text).replace("\u066b", ".").replace("\u066c", "")
    if digits != text:
        notes = (*notes, NOTES["other_digits"])
    return _from_text(digits, notes)


def _from_text(text: str, notes: tuple[Fault, ...]) -> tuple[Decimal | Fault, tuple[Fault, ...]]:
    if _EXPONENT.match(text):
        return lost_digits(text), notes
    if _AMBIGUOUS.match(text):
        fault = Fault(
            "number_ambiguous",
            Text("%(value)s can be read in two ways.", {"value": text}),
            Text("Write the number without a sign between thousands."),
        )
        return fault, notes
    if _PLAIN.match(text):
        return Decimal(text), notes
    if _COMMA.match(text):
        return Decimal(text.replace(",", ".")), (*notes, NOTES["decimal_comma"])
    for form, group in _GROUPED:
        if form.match(text):
            return Decimal(text.replace(group, "").replace(",", ".")), notes
    return _not_a_number(), notes


def _not_a_number() -> Fault:
    return Fault(
        "not_a_number", Text("This is not a number."), Text("Write digits only, or leave the cell empty.")
    )


def _out_of_range(least: object, most: object) -> Fault:
    return Fault(
        "out_of_range",
        Text("The number must lie between %(least)s and %(most)s.", {"least": least, "most": most}),
        Text("Correct the number, or leave the cell empty when it is not known."),
    )


def read_level(raw: Raw) -> CellReading:
    """An EQF level, 1 to 8."""
    if isinstance(raw, str):
        text, notes = noted(raw)
        match = _LEVEL.match(western_digits(text))
        number: Decimal | Fault = Decimal(match[2]) if match else _level_form()
    else:
        number, notes = read_number(raw)
    if isinstance(number, Fault):
        return CellReading(faults=(number,))
    if number != int(number) or not 1 <= number <= 8:
        return CellReading(faults=(_level_form(),))
    return CellReading(int(number), notes=notes)


def _level_form() -> Fault:
    return Fault(
        "level_form",
        Text("This is not a level of the European Qualifications Framework."),
        Text("Write 1 to 8 (upper secondary 4, bachelor 6, master 7), none, or leave the cell empty."),
    )


def read_whole(raw: Raw, *, least: int, most: int) -> CellReading:
    """A whole number between two bounds."""
    number, notes = read_number(raw)
    if isinstance(number, Fault):
        return CellReading(faults=(number,))
    if number != int(number):
        whole = Fault("not_whole", Text("This must be a whole number."), Text("Write it without decimals."))
        return CellReading(faults=(whole,))
    if not least <= number <= most:
        return CellReading(faults=(_out_of_range(least, most),))
    return CellReading(int(number), notes=notes)


def read_decimal(raw: Raw, *, most: Decimal, places: int) -> CellReading:
    """A number from 0 to a bound, with at most so many decimal places."""
    number, notes = read_number(raw)
    if isinstance(number, Fault):
        return CellReading(faults=(number,))
    if not 0 <= number <= most:
        return CellReading(faults=(_out_of_range(0, most),))
    rounded = round(number, places)
    plain = Decimal(int(rounded)) if rounded == int(rounded) else rounded.normalize()
    return CellReading(plain, notes=notes)
