"""Where a candidacy stands on its journey, and what can happen next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.journey.reasons import needs_reason
from passerelle.domain.journey.transitions import Track, transitions_from
from passerelle.domain.journey.visibility import is_hidden
from passerelle.domain.journey.wordings import WORDINGS
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.kept import tracks_from
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, StageChange


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can happen next: the event, the stage it leads to, who may bring it.

    ``leads_on``: it neither closes the case without its result nor sends the person back to the list.
    """

    event: str
    to: str
    who: tuple[str, ...]
    leads_on: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A journey now. ``sentence`` is the scheme's own wording by language, else ``None``."""

    journey: str  # its public number
    track: str
    stage: str
    since: date | None  # none: not told
    passed: tuple[str, ...]
    next: tuple[Step, ...]
    sentence: Mapping[str, str] | None
    wording: Text | None
    changes: tuple[StageChange, ...]

    def next_by(self, who: str) -> tuple[Step, ...]:
        """What this party can bring about."""
        return tuple(step for step in self.next if who in step.who)


def standing(actor: Actor, candidate: Candidate) -> Standing | None:
    """The newest journey of a candidacy that was reached through ``visible_to``; two queries, else one.

    Whoever may not read cases (the person) gets what the table shows: a hidden stage, the day on which it
    was reached and what can follow it wait behind the last stage that is not hidden.
    """
    journeys = Journey.objects.visible_to(actor).filter(candidate=candidate).select_related("scheme_version")
    journey = journeys.order_by("-pk").first()
    if journey is None:
        return None
    changes = tuple(StageChange.objects.filter(journey=journey).select_related("by"))
    facts: Mapping[str, Any] = journey.scheme_version.facts
    track = tracks_from(facts).get(journey.track)
    if track is None or actor.may(Permission.JOURNEY_READ, scheme=candidate.scheme_id):
        return _standing(journey, track, facts, journey.stage, journey.since, changes)
    return _shown(journey, facts, track, changes)


def _shown(
    journey: Journey, facts: Mapping[str, Any], track: Track, changes: tuple[StageChange, ...]
) -> Standing:
    seen = tuple(one for one in changes if not is_hidden(track, (one.event, one.after)))
    if not seen:  # hidden from its beginning: the person reads of the first stage only
        return replace(_standing(journey, track, facts, track.first, None, ()), next=())
    last = seen[-1]
    found = _standing(journey, track, facts, last.after, timezone.localdate(last.at), seen)
    passed = dict.fromkeys([seen[0].before, *(one.after for one in seen)])
    is_present = last == changes[-1]
    return replace(
        found,
        passed=tuple(one for one in passed if one and one != last.after),
        next=tuple(one for one in found.next if not is_hidden(track, (one.event, one.to)))
        if is_present
        else (),
    )


def _standing(
    journey: Journey,
    track: Track | None,
    facts: Mapping[str, Any],
    stage: str,
    since: date | None,
    changes: tuple[StageChange, ...],
) -> Standing:
    rows = _rows(facts, journey.track)
    came = [one.event for one in changes if one.after == stage][-1:]
    here = [row for row in rows if row["to"] == stage]
    arrived = next((row for row in here if row["event"] in came), next(iter(here), {}))
    key = arrived.get("wording") or stage
    return Standing(
        journey=journey.number,
        track=_kind(facts, journey.track),
        stage=stage,
        since=since,
        passed=tuple(dict.fromkeys(one.before for one in changes if one.before)),
        next=_next(track, journey.stage),
        sentence=(facts.get("wordings") or {}).get(key),
        wording=WORDINGS.get(key),
        changes=changes,
    )


def _next(track: Track | None, stage: str) -> tuple[Step, ...]:
    if track is None:
        return ()
    rows = transitions_from(track, stage)
    return tuple(Step(one.event, one.to, one.who, not needs_reason(track, one)) for one in rows)


def _kind(facts: Mapping[str, Any], track: str) -> str:
    return next((one["kind"] for one in facts.get("track") or () if one["id"] == track), track)


def _rows(facts: Mapping[str, Any], track: str) -> list[Mapping[str, Any]]:
    found = [one for one in facts.get("track") or () if one["id"] == track]
    return list(found[0]["transitions"]) if found else []
