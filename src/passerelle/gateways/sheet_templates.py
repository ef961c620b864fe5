"""The empty workbook and CSV that partners fill in."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from passerelle.domain.classifications import countries, currencies
from passerelle.domain.intake.columns import Column, Kind, Layout
from passerelle.domain.kernel.text import Text

VERSION_NAME = "passerelle_template"  # the defined name that carries list and version
FILLED_ROWS = 10_000  # so far down the drop-downs reach
HEADING_ROW = 2
CHOICES: dict[Kind, tuple[str, ...]] = {
    Kind.SEX: ("f", "m", "x"),
    Kind.PERIOD: ("hour", "day", "week", "month", "year"),
    Kind.LEVEL: ("1", "2", "3", "4", "5", "6", "7", "8", "none"),
}
AS_TEXT = frozenset(Kind) - {Kind.POSTS, Kind.AMOUNT, Kind.YEARS}
Translate = Callable[[Text], str]


def csv_template(layout: Layout) -> bytes:
    """One row of machine names: UTF-8 with BOM, CRLF."""
    return b"\xef\xbb\xbf" + ",".join(column.name for column in layout.columns).encode() + b"\r\n"


def workbook_template(layout: Layout, *, language: str = "en", translate: Translate = str) -> bytes:
    """The workbook with the sheets Data, Lists and Guide; headings and guide in one language."""
    book = Workbook()
    lists, sheet, guide = book.active, book.create_sheet("Data", 0), book.create_sheet("Guide")
    assert lists is not None
    lists.title = "Lists"
    ranges = _fill_lists(lists, layout)
    _fill_data(sheet, layout, language, ranges)
    _fill_guide(guide, layout, language, translate)
    for page in (sheet, lists, guide):
        page.sheet_view.rightToLeft = language == "ar"
    book.active = 0
    book.defined_names[VERSION_NAME] = DefinedName(VERSION_NAME, attr_text=f'"{layout.name}-{layout.version}"')
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _choices(kind: Kind) -> tuple[str, ...]:
    if kind is Kind.COUNTRY:
        return tuple(sorted(countries.all_countries()))
    if kind is Kind.CURRENCY:
        return tuple(sorted(currencies.names()))
    return CHOICES.get(kind, ())


def _fill_lists(sheet: Any, layout: Layout) -> dict[Kind, str]:
    ranges: dict[Kind, str] = {}
    for kind in dict.fromkeys(column.kind for column in layout.columns):
        choices = _choices(kind)
        if not choices:
            continue
        letter = get_column_letter(len(ranges) + 1)
        for row, choice in enumerate((kind.value, *choices), start=1):
            sheet[f"{letter}{row}"] = choice
        ranges[kind] = f"Lists!${letter}$2:${letter}${len(choices) + 1}"
    return ranges


def _fill_data(sheet: Any, layout: Layout, language: str, ranges: dict[Kind, str]) -> None:
    sheet.append([column.name for column in layout.columns])
    sheet.append([_heading(column, language) for column in layout.columns])
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = f"B{HEADING_ROW + 1}"
    for place, column in enumerate(layout.columns, start=1):
        letter = get_column_letter(place)
        sheet[f"{letter}{HEADING_ROW}"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = 22
        if column.kind in AS_TEXT:
            # Text from the first key on: no lost zeros, no exponents, no dates turned round.
            sheet.column_dimensions[letter].number_format = "@"
        if column.kind in ranges:
            _drop_down(sheet, letter, ranges[column.kind])


def _drop_down(sheet: Any, letter: str, source: str) -> None:
    choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    sheet.add_data_validation(choice)
    choice.add(f"{letter}{HEADING_ROW + 1}:{letter}{FILLED_ROWS}")


def _heading(column: Column, language: str) -> str:
    return column.headings.get(language, column.headings["en"])


def _fill_guide(sheet: Any, layout: Layout, language: str, translate: Translate) -> None:
    sheet.append([translate(text) for text in _GUIDE_HEADINGS])
    for column in layout.columns:
        required = translate(_YES) if column.required else ""
        sheet.append([_heading(column, language), column.name, required, translate(column.guide)])
    sheet.append([])
    for sentence in (_UNKNOWN, _NOT_WANTED):
        sheet.append([translate(sentence)])
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCD", (30, 18, 12, 100), strict=True):
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2, max_row=len(layout.columns) + 1, min_col=4, max_col=4):
        row[0].alignment = Alignment(wrap_text=True)


_GUIDE_HEADINGS = (Text("Column"), Text("Machine name"), Text("Required"), Text("What to write"))
_YES = Text("yes")
_UNKNOWN = Text("An empty cell means: not known. The word none means: known to be none.")
_NOT_WANTED = Text(
    "Leave out children, marital status, religion, origin, health, pregnancy, photo and union membership: such "
    "columns are dropped unread."
)
