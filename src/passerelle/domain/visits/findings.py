"""Where a finding stands, worked out from its days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

OWNERS = ("employer", "team")
OUTCOMES: Mapping[str, Text] = MappingProxyType(
    {
        "corrected": Text("Put right, seen by the officer"),
        "not_corrected": Text("Not put right"),
        "not_founded": Text("Not so after all"),
    }
)


@dataclass(frozen=True, slots=True)
class Correction:
    """The days of a finding: due, said to be put right, looked at again. ``None``: not yet."""

    due_on: date
    corrected_on: date | None = None
    closed_on: date | None = None


def state(found: Correction, *, today: date) -> str:
    """``closed``; ``to_verify`` when the owner says it is put right; ``overdue``; ``open``.

    A correction that was stated in time is never late, however long the second look takes.
    """
    if found.closed_on is not None:
        return "closed"
    if found.corrected_on is not None:
        return "to_verify"
    return "overdue" if found.due_on < today else "open"
