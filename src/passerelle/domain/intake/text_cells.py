"""Cells that hold words: names, titles, ids, e-mail addresses, telephone numbers."""

import re

from passerelle.domain.intake.faults import NOTES, CellReading, Fault
from passerelle.domain.intake.grid import Raw
from passerelle.domain.intake.signs import clean, has_lost_letters, is_misread, western_digits
from passerelle.domain.kernel.text import Text

LONGEST = {"id": 80, "name": 120, "text": 200, "code": 60}
_EXPONENT = re.compile(r"^[+-]?\d+([.,]\d+)?[eE][+-]?\d+$")
_EMAIL = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}$")
_PHONE = re.compile(r"^(\+|00)?[0-9]{6,15}$")
_PHONE_FILLING = re.compile(r"[\s().\-/]")


def noted(text: str, *, keep_lines: bool = False) -> tuple[str, tuple[Fault, ...]]:
    """A cleaned text and what was taken out of it."""
    cleaned = clean(text, keep_lines=keep_lines)
    return cleaned.text, tuple(NOTES[code] for code in cleaned.taken)


def lost_digits(text: str) -> Fault:
    """The fault of a long number that a spreadsheet rounded to an exponent."""
    return Fault(
        "exponent",
        Text(
            "%(value)s: the spreadsheet turned a long number into an exponent; its digits are lost.",
            {"value": text},
        ),
        Text("Format the column as text and enter the number again from the source."),
    )


def wrong_kind(wanted: Text) -> Fault:
    """The fault of a cell whose kind (date, figure, yes/no) is not the one of its column."""
    return Fault("wrong_kind", Text("This cell holds another kind of value than its column."), wanted)


def _spoilt(text: str) -> Fault | None:
    if is_misread(text):
        return Fault(
            "misread_letters",
            Text("Letters were spoilt on the way (UTF-8 read as Windows-1252)."),
            Text("Save the file again as UTF-8 from its source."),
        )
    if has_lost_letters(text):
        return Fault(
            "lost_letters",
            Text("Letters were lost on the way (a question mark or a replacement sign inside a word)."),
            Text("Write the letters again, or save the file as UTF-8 from its source."),
        )
    return None


def read_text(raw: Raw, *, longest: int) -> CellReading:
    """A line of words, at most ``longest`` signs."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        raw = str(raw)
    if not isinstance(raw, str):
        return CellReading(faults=(wrong_kind(Text("Write text here.")),))
    text, notes = noted(raw)
    fault = _spoilt(text)
    if fault is None and len(text) > longest:
        fault = Fault(
            "too_long",
            Text("%(have)s signs; at most %(most)s fit.", {"have": len(text), "most": longest}),
            Text("Shorten the text."),
        )
    return CellReading(faults=(fault,)) if fault else CellReading(text or None, notes=notes)


def read_name(raw: Raw) -> CellReading:
    """A person's name; a figure or an e-mail address in its place is a fault."""
    read = read_text(raw, longest=LONGEST["name"])
    text = read.value
    if isinstance(text, str) and ("@" in text or any(sign.isdigit() for sign in text)):
        return CellReading(
            faults=(
                Fault(
                    "not_a_name",
                    Text("A name holds no digits and no @."),
                    Text("Check whether the columns have slipped."),
                ),
            )
        )
    return read


def read_id(raw: Raw) -> CellReading:
    """A partner's own id as text; a figure is taken as text while no digit can have been lost."""
    if isinstance(raw, bool):
        return CellReading(faults=(wrong_kind(Text("Write your own number here, as text.")),))
    if isinstance(raw, int | float):
        if raw != int(raw) or abs(raw) >= 10**15:
            return CellReading(faults=(lost_digits(str(raw)),))
        return CellReading(str(int(raw)), notes=(NOTES["number_as_id"],))
    read = read_text(raw, longest=LONGEST["id"])
    if isinstance(read.value, str):
        if _EXPONENT.match(read.value):
            return CellReading(faults=(lost_digits(read.value),))
        digits = western_digits(read.value)
        if digits != read.value:
            return CellReading(digits, notes=(*read.notes, NOTES["other_digits"]))
    return read


def read_email(raw: Raw) -> CellReading:
    """One e-mail address."""
    if not isinstance(raw, str):
        return CellReading(faults=(wrong_kind(Text("Write one e-mail address here.")),))
    text, notes = noted(raw)
    text = text.removeprefix("mailto:")
    if not _EMAIL.match(text) or ".." in text:
        return CellReading(
            faults=(
                Fault(
                    "email_form",
                    Text("This is not one e-mail address."),
                    Text("Write one address such as name@example.org, or leave the cell empty."),
                ),
            )
        )
    return CellReading(text, notes=notes)


def read_phone(raw: Raw) -> CellReading:
    """A telephone number: ``+`` and digits where the country is known, digits as they are where it is not."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return CellReading(faults=(wrong_kind(Text("Write a telephone number here, as text.")),))
    if not isinstance(raw, str):
        return CellReading(faults=(_lost_zero(),))
    text, notes = noted(raw)
    if _EXPONENT.match(text):
        return CellReading(faults=(lost_digits(text),))
    digits = western_digits(text)
    if digits != text:
        notes = (*notes, NOTES["other_digits"])
    number = _PHONE_FILLING.sub("", digits)
    if not _PHONE.match(number):
        return CellReading(faults=(_phone_form(),))
    if number.startswith("00"):
        number = "+" + number[2:]
    if not number.startswith("+"):
        notes = (*notes, NOTES["phone_without_country"])
    return CellReading(number, notes=notes)


def _lost_zero() -> Fault:
    return Fault(
        "zeros_lost",
        Text("The telephone number is stored as a figure: + or leading zeros are lost."),
        Text("Format the column as text and write the number with + and the country code."),
    )


def _phone_form() -> Fault:
    return Fault(
        "phone_form",
        Text("This is not one telephone number."),
        Text("Write one number such as +212 612 345 678, or leave the cell empty."),
    )
