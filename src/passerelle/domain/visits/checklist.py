"""What a visit looks at, in versions: a visit keeps the version it was made with."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

CURRENT = "2026-1"
ANSWERS: Mapping[str, Text] = MappingProxyType(
    {
        "in_order": Text("In order"),
        "not_in_order": Text("Not in order"),
        "not_seen": Text("Not looked at"),
        "not_asked": Text("Does not apply"),
    }
)
SEVERITIES = ("minor", "serious", "critical")
# Days to put a finding right where the officer names no day; a choice of this project.
DAYS: Mapping[str, int] = MappingProxyType({"minor": 60, "serious": 21, "critical": 3})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a checklist."""

    code: str
    part: str
    text: Text


CHECKLISTS: Mapping[str, tuple[Line, ...]] = MappingProxyType(
    {
        "2026-1": (
            Line("pay_slips", "pay", Text("Pay slips of the last three months match what workers received")),
            Line("deductions", "pay", Text("Nothing is taken from pay that is not in the contract")),
            Line("hours_kept", "hours", Text("Hours are written down, and workers can read them")),
            Line("rest", "hours", Text("Daily and weekly rest are given")),
            Line("rooms", "housing", Text("Rooms, beds and locks are as promised")),
            Line("water_and_heat", "housing", Text("Water, sanitation, heating and a place to cook work")),
            Line("protection", "safety", Text("Protective equipment and training are given free of charge")),
            Line("transport", "safety", Text("Transport to work is safe")),
            Line("papers_held", "papers", Text("Workers keep their own passports and papers")),
            Line("contract_copy", "papers", Text("Workers have their contract in a language they read")),
            Line("channel_known", "channel", Text("Workers know how to tell something in confidence")),
        )
    }
)
PARTS = ("pay", "hours", "housing", "safety", "papers", "channel")


def lines_of(version: str) -> tuple[Line, ...]:
    """The lines of a version; ``KeyError`` for one that never was."""
    return CHECKLISTS[version]
