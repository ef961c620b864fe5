"""Where a candidacy stands on its journey, and what can happen next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.journey.wordings import WORDINGS
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, StageChange


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can happen next: the event, the stage it leads to, who may bring it."""

    event: str
    to: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A journey now. ``sentence`` is the scheme's own wording by language, else ``None``."""

    track: str
    stage: str
    since: date
    passed: tuple[str, ...]
    next: tuple[Step, ...]
    sentence: Mapping[str, str] | None
    wording: Text | None
    changes: tuple[StageChange, ...]

    def next_by(self, who: str) -> tuple[Step, ...]:
        """What this party can bring about."""
        return tuple(step for step in self.next if who in step.who)


def standing(actor: Actor, candidate: Candidate) -> Standing | None:
    """The newest journey of a candidacy that was reached through ``visible_to``; two queries, else one."""
    journeys = Journey.objects.visible_to(actor).filter(candidate=candidate).select_related("scheme_version")
    journey = journeys.order_by("-pk").first()
    if journey is None:
        return None
    changes = tuple(StageChange.objects.filter(journey=journey).select_related("by"))
    facts: Mapping[str, Any] = journey.scheme_version.facts
    rows = _rows(facts, journey.track)
    sees_all = actor.may(Permission.JOURNEY_READ, scheme=candidate.scheme_id)
    stage = journey.stage if sees_all else _visible(rows, journey.stage, changes)
    came = [one.event for one in changes if one.after == stage][-1:]
    here = [row for row in rows if row["to"] == stage]
    arrived = next((row for row in here if row["event"] in came), next(iter(here), {}))
    key = arrived.get("wording") or stage
    return Standing(
        track=_kind(facts, journey.track),
        stage=stage,
        since=journey.since,
        passed=tuple(dict.fromkeys(one.before for one in changes if one.before)),
        next=tuple(
            Step(row["event"], row["to"], tuple(row["who"])) for row in rows if row["from"] == journey.stage
        ),
        sentence=(facts.get("wordings") or {}).get(key),
        wording=WORDINGS.get(key),
        changes=changes,
    )


def _kind(facts: Mapping[str, Any], track: str) -> str:
    return next((one["kind"] for one in facts.get("track") or () if one["id"] == track), track)


def _visible(rows: Sequence[Mapping[str, Any]], stage: str, changes: Sequence[StageChange]) -> str:
    """The stage that the candidate sees: one that the table hides waits behind the last that it does not."""
    hidden = {row["to"] for row in rows if row.get("hidden")}
    # Somebody may come back to a stage by a row that hides nothing.
    shown = {(row["event"], row["to"]) for row in rows if not row.get("hidden")}
    seen = [one.after for one in changes if one.after not in hidden or (one.event, one.after) in shown]
    came = [(one.event, one.after) for one in changes if one.after == stage][-1:]
    concealed = stage in hidden and not shown.intersection(came)
    return seen[-1] if concealed and seen else stage


def _rows(facts: Mapping[str, Any], track: str) -> list[Mapping[str, Any]]:
    found = [one for one in facts.get("track") or () if one["id"] == track]
    return list(found[0]["transitions"]) if found else []
