"""What a column of a list is: its machine name, what its cells hold, and what people call it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from passerelle.domain.intake.signs import fold
from passerelle.domain.kernel.text import Text

# None is unknown; an empty tuple and zero are "known to be none".
Value = str | int | Decimal | date | tuple[str, ...] | None


def yes_or_no(held: bool | None) -> str | None:
    """A fact as a list writes it."""
    return None if held is None else "yes" if held else "no"


def is_yes(value: Value) -> bool | None:
    """The fact of a cell that says yes or no."""
    return None if value is None else value == "yes"


LANGUAGES = ("en", "fr", "es", "ar")


class Kind(StrEnum):
    """What the cells of a column hold."""

    ID = "id"
    NAME = "name"
    TEXT = "text"
    BIRTH = "birth"
    DATE = "date"
    MONTH = "month"
    SEX = "sex"
    COUNTRY = "country"
    COUNTRIES = "countries"
    REGION = "region"
    EMAIL = "email"
    PHONE = "phone"
    OCCUPATION = "occupation"
    OCCUPATIONS = "occupations"
    SKILLS = "skills"
    LANGUAGES = "languages"
    LEVEL = "level"
    YEARS = "years"
    CODES = "codes"
    CODE = "code"
    POSTS = "posts"
    AMOUNT = "amount"
    CURRENCY = "currency"
    PERIOD = "period"
    WORK = "work"
    DIPLOMAS = "diplomas"
    CERTIFICATES = "certificates"
    STAYS = "stays"
    MONTHS = "months"
    HOURS = "hours"
    PAY_PARTS = "pay_parts"
    YES_NO = "yes_no"
    WHO_FILES = "who_files"
    STATES = "states"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``headings`` are what people read, by language; ``also`` are other headings understood."""

    name: str
    kind: Kind
    headings: Mapping[str, str]
    guide: Text
    required: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of list; ``key`` is the column with the partner's own id."""

    name: str
    version: str
    key: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column with a machine name; ``KeyError`` when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def spellings(self) -> dict[str, str]:
        """Folded heading -> machine name, for every language and other heading understood."""
        return {fold(spelling): column.name for column in self.columns for spelling in _spellings(column)}


def _spellings(column: Column) -> Iterator[str]:
    yield column.name
    yield from column.headings.values()
    yield from column.also
