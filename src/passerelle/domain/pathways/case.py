"""A case to be checked: facts by dotted name. A fact that is absent is unknown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from passerelle.domain.pathways.parameters import EVENTS


@dataclass(frozen=True, slots=True)
class Case:
    """What is known about a person, a job and the file, such as ``{"job.contract_months": 12}``."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def get(self, name: str) -> Any:
        """A fact; ``None`` when it is unknown."""
        return self.facts.get(name)

    @property
    def events(self) -> dict[str, date]:
        """The days of the events that are known."""
        return {event: day for event in EVENTS if (day := self.get(f"events.{event}"))}

    @property
    def changes_employer(self) -> bool:
        """Whether the file is about a change of employer."""
        return self.get("events.change_of_employer") is True

    def languages(self) -> dict[str, str | None] | None:
        """Levels by language; ``None`` when nobody told which languages the person speaks."""
        rows = self.get("person.languages")
        return None if rows is None else {row["code"]: row.get("level") for row in rows}

    def periods(self, prefixes: tuple[str, ...]) -> Iterator[tuple[date, date | None]] | None:
        """Stretches of work in these occupations; ``None`` when no experience was told."""
        rows = self.get("person.experience")
        if rows is None:
            return None
        fitting = (row for row in rows if not prefixes or str(row.get("isco", "")).startswith(prefixes))
        return ((row["from"], row.get("to")) for row in fitting if row.get("from"))
