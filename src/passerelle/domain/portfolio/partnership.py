"""What a partnership file says, and nothing else. Unknown is ``None`` or empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from passerelle.domain.schemes.scheme import Budget, Fact, Party, plain

FILE_WORDS = {
    "Partnership": {
        "parties": "party",
        "objectives": "objective",
        "actions": "action",
        "roundtables": "roundtable",
        "facts": "fact",
    },
    "Roundtable": {"decisions": "decision"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective of the roadmap, in one of the key areas."""

    id: str
    text: str
    area: str
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """An action under the partnership, in one key area; dates with the precision of their source."""

    id: str
    title: str
    area: str
    level: str
    fields: tuple[str, ...] = ()
    responsible: str | None = None
    status: str | None = None
    start: str | None = None
    end: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a roundtable decided."""

    id: str
    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roundtable:
    """A meeting of the partners: a day, a month or a year."""

    id: str
    on: str
    participants: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """One partnership as its file states it."""

    code: str
    name: str
    country: str
    version: str
    status: str
    since: str | None = None
    summary: str | None = None
    sectors: tuple[str, ...] = ()
    member_states: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    note: str | None = None
    source: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    budget: Budget | None = None
    parties: tuple[Party, ...] = ()
    objectives: tuple[Objective, ...] = ()
    actions: tuple[Activity, ...] = ()
    roundtables: tuple[Roundtable, ...] = ()
    facts: tuple[Fact, ...] = ()

    def normalised(self) -> dict[str, Any]:
        """Every key of the file, in one order, as JSON values; what is unknown is ``None`` or empty."""
        values: dict[str, Any] = plain(self, FILE_WORDS)
        return values
