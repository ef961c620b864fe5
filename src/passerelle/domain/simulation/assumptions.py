"""What a simulation assumes: how long an event takes, how often it is the one that happens, and who says so.

A published figure of the scheme's file drives the choice where there is one; all else is an assumption
and is listed as unpublished.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from passerelle.domain.journey.transitions import Track, Transition, transitions_from
from passerelle.domain.schemes.scheme import Scheme

FILE = Path(__file__).parent / "data" / "assumptions.toml"
UNPUBLISHED = "unpublished"
GOALS = frozenset({"departed", "working_at_home", "working_remotely"})
Chances = tuple[tuple[Transition, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One figure that the simulation rests on; ``basis`` is published or unpublished."""

    track: str
    stage: str
    event: str
    kind: str  # track or share (of the people), days, most (people)
    value: float | tuple[int, int]
    basis: str = UNPUBLISHED
    source: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The JSON object of the command's answer."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        names = ("track", "stage", "event", "kind")
        stated: dict[str, object] = {name: getattr(self, name) for name in names}
        return {**stated, "value": value, "basis": self.basis, "source": self.source}


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The figures of one scheme; ``ways`` are its tracks by id."""

    scheme: Scheme
    table: Mapping[str, Any]
    _chances: dict[tuple[str, str], Chances] = field(default_factory=dict, compare=False)

    @property
    def ways(self) -> dict[str, Track]:
        """The scheme's tracks by id."""
        return {track.id: track for track in self.scheme.tracks}

    def days(self, stage: str, event: str) -> tuple[int, int]:
        """The least and the most days from reaching a stage to the event."""
        days = self.table["days"]
        least, most = days.get(f"{stage}.{event}", days.get(event, days["other"]))
        return int(least), int(most)

    def chances(self, track: Track, stage: str) -> Chances:
        """The rows that leave a stage with the share of cases that follow each; the shares add up to one."""
        kept = self._chances.get((track.id, stage))
        if kept is None:
            kept = self._chances[track.id, stage] = self._shares(track, stage)
        return kept

    def _shares(self, track: Track, stage: str) -> Chances:
        rows = transitions_from(track, stage)
        published = {one.event: one.value for one in self._published(track, stage)}
        known = {row.event: float(published[row.event]) for row in rows if row.event in published}  # type: ignore[arg-type]
        weights = {row.event: self._weight(stage, row.event) for row in rows if row.event not in known}
        left, whole = 1.0 - sum(known.values()), sum(weights.values())
        shares = {**known, **{event: left * weight / whole for event, weight in weights.items()}}
        return tuple((row, shares[row.event]) for row in rows)

    def most(self, event: str) -> tuple[int, str | None] | None:
        """How many people at most come to an event, and the source: a published count; ``None`` is no limit."""
        for row in self.table.get("most", ()):
            fact = self.scheme.fact(str(row["fact"]))
            if (row["scheme"], row["event"]) == (self.scheme.code, event) and fact is not None:
                return (fact.value, fact.source) if isinstance(fact.value, int) else None
        return None

    def goals(self, track: Track) -> frozenset[str]:
        """The stages that count as departure, or as its variant: work at home, or remote."""
        return GOALS & set(track.stages)

    def after(self, what: str) -> float:
        """A share after departure: waves answered or refused, months paid below the contract."""
        return float(self.table["after"][what])

    def track_share(self, track: Track) -> float:
        """The share of people who take this track, where a scheme has several."""
        stated = self.table.get("tracks", {}).get(self.scheme.code, {})
        return float(stated.get(track.id, 1 / len(self.scheme.tracks)))

    def listed(self) -> Iterator[Assumption]:
        """Every figure once, with its basis, in table order."""
        for track in self.scheme.tracks:
            yield Assumption(
                track=track.id, stage=track.first, event="", kind="track", value=self.track_share(track)
            )
            for stage in track.stages:
                published = {one.event: one for one in self._published(track, stage)}
                for row, share in self.chances(track, stage):
                    yield published.get(row.event) or _assumed(track, row, "share", round(share, 4))
                    yield _assumed(track, row, "days", self.days(stage, row.event))
            yield from self._limits(track)
        for what in self.table.get("after", ()):
            yield Assumption(track="", stage="", event=what, kind="share", value=self.after(what))

    def _limits(self, track: Track) -> Iterator[Assumption]:
        for row in track.transitions:
            limit = self.most(row.event)
            if limit is not None:
                yield Assumption(
                    track=track.id, stage=row.leaving, event=row.event, kind="most", value=limit[0],
                    basis="published", source=limit[1],
                )  # fmt: skip

    def _published(self, track: Track, stage: str) -> Iterator[Assumption]:
        for row in self.table.get("published", ()):
            if (row["scheme"], row["stage"]) == (self.scheme.code, stage):
                part, whole = self.scheme.fact(row["fact"]), self.scheme.fact(row["of"])
                if part is None or whole is None:
                    continue
                if isinstance(part.value, int) and isinstance(whole.value, int) and whole.value:
                    share = min(1.0, part.value / whole.value)
                    yield Assumption(
                        track=track.id, stage=stage, event=row["event"], kind="share", value=round(share, 4),
                        basis="published", source=part.source,
                    )  # fmt: skip

    def _weight(self, stage: str, event: str) -> float:
        weights = self.table["weights"]
        return float(weights.get(f"{stage}.{event}", weights.get(event, weights["other"])))


def assumptions_of(scheme: Scheme) -> Assumptions:
    """The figures that come with the software, for one scheme."""
    return Assumptions(scheme, _shipped())


@cache
def _shipped() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _assumed(track: Track, row: Transition, kind: str, value: float | tuple[int, int]) -> Assumption:
    return Assumption(track=track.id, stage=row.leaving, event=row.event, kind=kind, value=value)
