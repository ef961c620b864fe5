"""What a cell reader answers when a cell cannot be read, and what it notices when it can."""

from dataclasses import dataclass

from passerelle.domain.intake.columns import Value
from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell (or a value in it) cannot be taken as it is, and what would be right."""

    code: str
    message: Text
    cure: Text


@dataclass(frozen=True, slots=True)
class CellReading:
    """The value of one cell, with faults that block the list and notes that do not."""

    value: Value = None
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


NOTES = {
    "direction_marks": Fault(
        "direction_marks",
        Text("Hidden signs that turn the direction of writing were taken out."),
        Text("Type the text again, or keep it as shown."),
    ),
    "invisible_signs": Fault(
        "invisible_signs",
        Text("Invisible signs were taken out."),
        Text("Type the text again, or keep it as shown."),
    ),
    "control_signs": Fault(
        "control_signs",
        Text("Control signs were taken out."),
        Text("Type the text again, or keep it as shown."),
    ),
    "odd_spaces": Fault(
        "odd_spaces",
        Text("Fixed spaces were made plain ones."),
        Text("Nothing to do; shown as it will be kept."),
    ),
    "other_digits": Fault(
        "other_digits",
        Text("Digits of another script were written 0 to 9."),
        Text("Nothing to do; shown as it will be kept."),
    ),
    "number_as_id": Fault(
        "number_as_id",
        Text("The number is stored as a figure; it was read as text."),
        Text("Format the column as text, so that no leading zero is lost."),
    ),
    "decimal_comma": Fault(
        "decimal_comma",
        Text("A decimal comma was read as such."),
        Text("Nothing to do; shown as it will be kept."),
    ),
    "level_not_stated": Fault(
        "level_not_stated",
        Text("A language stands without its level; the level is kept as unknown."),
        Text("Add the CEFR level, for example fr:B2, when it is known."),
    ),
    "country_spelling": Fault(
        "country_spelling",
        Text("A country was written by name or with an older code; its two-letter code is kept."),
        Text("Nothing to do; shown as it will be kept."),
    ),
    "phone_without_country": Fault(
        "phone_without_country",
        Text("The telephone number has no country code; nobody abroad can call it."),
        Text("Write it with + and the country code, for example +212 612 345 678."),
    ),
    "date_order": Fault(
        "date_order",
        Text("The date was read as day, month, year, as the rest of the column shows."),
        Text("Write dates as year-month-day, for example 1998-03-14."),
    ),
    "time_dropped": Fault(
        "time_dropped",
        Text("A time of day beside the date was dropped."),
        Text("Nothing to do; the day is kept."),
    ),
}
