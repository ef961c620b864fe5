"""Two editors of one record notice each other."""

from typing import TypeVar

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.columns import Versioned

Row = TypeVar("Row", bound=Versioned)


def must_be_version(row: Versioned, version: int | None) -> None:
    """Refuse with code ``stale`` when the record changed since the editor opened it."""
    if version is not None and row.version != version:
        message = Text("Somebody changed this meanwhile.")
        raise Refused([Problem("stale", message, Text("Compare with what is there now, then save again."))])


def save_next(row: Row) -> Row:
    """Save the record as its next version."""
    row.version += 1
    row.save()
    return row
