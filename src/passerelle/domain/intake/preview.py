"""What people see before a list is kept: counts, differences, problems, and what was dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.domain.intake.columns import Value
from passerelle.domain.intake.cross_checks import Entry
from passerelle.domain.intake.differences import Comparison, Known, compare
from passerelle.domain.intake.reading import Reading
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem, Refused

UNKNOWN, NONE = "", "none"


@dataclass(frozen=True, slots=True)
class Preview:
    """A list read and compared; it is kept whole or not at all."""

    reading: Reading
    comparison: Comparison

    @property
    def can_be_kept(self) -> bool:
        """Whether nothing stands against keeping the list."""
        return not self.reading.problems

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Things to look at, from the file and from the comparison."""
        return (*self.reading.notes, *self.comparison.notes)

    @property
    def counts(self) -> dict[str, int]:
        """How many entries are new, changed, unchanged; how many problems and notes."""
        return {
            "rows": len(self.reading.entries),
            "new": len(self.comparison.new),
            "changed": len(self.comparison.changed),
            "unchanged": len(self.comparison.unchanged),
            "problems": len(self.reading.problems),
            "notes": len(self.notes),
        }

    def must_be_keepable(self) -> None:
        """Raise ``Refused`` with every problem unless the list can be kept."""
        if not self.can_be_kept:
            raise Refused(self.reading.problems)

    def fingerprint(self) -> str:
        """A digest of what would be written; it changes when the list or the records change."""
        changed = [
            [plain(change.entry), [[item.column, cell_text(item.old)] for item in change.differences]]
            for change in self.comparison.changed
        ]
        return digest([[plain(entry) for entry in self.comparison.new], changed])

    def as_dict(self) -> dict[str, object]:
        """The shape that ``--json`` prints."""
        return {
            "list": self.reading.layout.name,
            "counts": self.counts,
            "columns": list(self.reading.columns),
            "dropped": [
                {"heading": item.heading, "subject": item.subject.code, "reason": str(item.subject.reason)}
                for item in self.reading.dropped
            ],
            "ignored": list(self.reading.ignored),
            "changed": [
                {
                    "row": change.entry.row,
                    "differences": [
                        {"column": item.column, "old": cell_text(item.old), "new": cell_text(item.new)}
                        for item in change.differences
                    ],
                }
                for change in self.comparison.changed
            ],
            "problems": [problem.as_dict() for problem in self.reading.problems],
            "notes": [note.as_dict() for note in self.notes],
        }


def preview(reading: Reading, known: Known) -> Preview:
    """Compare a reading with what is kept; a list with problems is compared with nothing."""
    if reading.problems:
        return Preview(reading, Comparison())
    return Preview(reading, compare(reading.entries, reading.layout, known))


def plain(entry: Entry) -> Mapping[str, str]:
    """An entry's values as the list would write them."""
    return {name: cell_text(value) for name, value in entry.values.items()}


def cell_text(value: Value) -> str:
    """A value as a list writes it: unknown is empty, an empty list is ``none``, lists are parted by ``|``."""
    if value is None:
        return UNKNOWN
    if isinstance(value, tuple):
        return "|".join(value) or NONE
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)
