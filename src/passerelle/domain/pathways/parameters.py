"""A parameter of the law: its values with their dates, whose date counts, where it was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

EVENTS = ("filed", "contract_start", "decided")
# No source names the day that counts: every event is a possible reading.
ANCHOR_UNKNOWN = "unknown"
EVIDENCE = ("A", "B", "M")


@dataclass(frozen=True, slots=True)
class Value:
    """One value and the days it holds for.

    ``since_year``: the instrument is of that year and nobody stated its first day, so the value is used
    only from the year after. ``evidence``: of this value, where it differs from that of its parameter.
    """

    value: Any
    valid_from: date | None = None
    valid_to: date | None = None
    since_year: int | None = None
    evidence: str | None = None

    def covers(self, on: date) -> bool:
        """Whether this value may be used for a day."""
        if self.since_year is not None and on.year <= self.since_year:
            return False
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A row of the law tables. ``anchor_event`` is ``unknown`` where no source says which date counts."""

    id: str
    instrument: str
    article: str
    unit: str
    values: tuple[Value, ...]
    anchor_event: str
    anchor_evidence: str
    anchor_on_change: str | None
    evidence: str
    sources: tuple[int, ...]
    addresses: tuple[str, ...]
    excludes: tuple[str, ...]
    starts_new: bool
    digest: str

    @property
    def source(self) -> str:
        """Where it was read, in one line."""
        return ", ".join(self.addresses)

    def on(self, day: date) -> Value | None:
        """The value for a day; ``None`` where there is none. Another year's value is never used."""
        return next((one for one in self.values if one.covers(day)), None)

    def begins_later(self, day: date) -> bool:
        """Whether the requirement is known to be new after this day, so that it did not exist yet."""
        starts = [one.valid_from for one in self.values if one.valid_from]
        return self.starts_new and bool(starts) and day < min(starts)

    def event(self, *, changes_employer: bool) -> str:
        """The event whose day counts, or ``unknown``."""
        return self.anchor_on_change if changes_employer and self.anchor_on_change else self.anchor_event

    def evidence_on(self, day: date | None) -> str:
        """The evidence of the value in force on a day."""
        value = self.on(day) if day else None
        return (value.evidence if value else None) or self.evidence

    def days(
        self, events: Mapping[str, date], *, changes_employer: bool, fallback: date | None
    ) -> tuple[date | None, ...]:
        """The days that may count, each once: one where the event is known, else one for each reading."""
        event = self.event(changes_employer=changes_employer)
        names = EVENTS if event == ANCHOR_UNKNOWN else (event,)
        return tuple(dict.fromkeys(events.get(name) or fallback for name in names))
