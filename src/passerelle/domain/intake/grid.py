"""A list as it came: rows of raw cells with their line numbers, before anybody says what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from passerelle.domain.kernel.problems import Problem


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes; its result depends on the program that last opened it, so it is never read."""

    text: str


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error such as ``#N/A``."""

    text: str


Raw = str | int | float | bool | date | datetime | time | timedelta | Formula | CellError | None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line: its number in the file (1 is the first) and its cells from the first column on."""

    number: int
    cells: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet or CSV file, with what was noticed while opening it."""

    file: str
    sheet: str | None
    rows: Sequence[GridRow]
    notes: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def is_empty(raw: Raw) -> bool:
    """Whether a cell holds nothing, or nothing but white space."""
    return raw is None or (isinstance(raw, str) and not raw.strip())
