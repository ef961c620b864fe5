"""Record one event for many cases: the gate's page and the simulation use this one act, with its preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from passerelle.actions.cases.chosen import chosen, looked_at
from passerelle.actions.steps.journey.journeys import take
from passerelle.actions.steps.journey.plan import Bringing, Plan, guards_asked, guards_met, plan
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.journey.deeds import DEEDS
from passerelle.domain.journey.transitions import Transition
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.journeys.models import Journey


@dataclass(frozen=True, slots=True)
class Recording:
    """An event with its coded reason and note, and the day on which it happened (now, unless told)."""

    event: str
    reason: str = ""
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The numbers of the cases that will change, with the stage each reaches, and why the others will not."""

    will: Mapping[str, str]
    will_not: Sequence[tuple[str, Problem]]


def preview_screen(actor: Actor, versions: dict[str, int | None], recording: Recording) -> Preview:
    """What ``screen`` would do; nothing is written."""
    found = _planned(actor, versions, recording)
    return Preview(
        {step.journey.number: step.row.to for step in found.steps},
        [(journey.number, problem) for journey, problem in found.problems],
    )


def screen(
    actor: Actor, versions: dict[str, int | None], recording: Recording, *, key: str | None = None
) -> list[str]:
    """Move each chosen case by the event; answers their numbers. All or nothing, as ``take`` says.

    An event that is more than a record (an offer, an agreement) is refused with ``needs_its_deed``.
    """
    content = [sorted(versions), recording.event, recording.reason, recording.note]
    with writing(actor, "case.record", purpose=Purpose.JOURNEY, key=key, content=content) as written:
        if written.replayed:
            return [str(one) for one in written.answer] if isinstance(written.answer, list) else []
        must_be_a_record(recording.event)
        journeys = chosen(actor, versions, Permission.JOURNEY_MOVE)
        at = recording.at or timezone.now()
        moved = take(written, journeys, recording.event, by=actor, at=at,
                     reason=recording.reason, detail=recording.note)  # fmt: skip
        written.details = {"event": recording.event, "reason": recording.reason, "cases": len(moved)}
        written.answer = [one.number for one in moved]
        return [one.number for one in moved]


def must_be_a_record(event: str) -> None:
    """Refuse an event that only its own act can bring."""
    deed = DEEDS.get(event)
    if deed is not None and deed.only:
        message = Text("%(event)s is more than a record.", {"event": event})
        raise Refused([Problem("needs_its_deed", message, deed.asks)])


def _planned(actor: Actor, versions: dict[str, int | None], recording: Recording) -> Plan:
    must_be_a_record(recording.event)
    journeys = looked_at(actor, versions, Permission.JOURNEY_MOVE)
    at = recording.at or timezone.now()
    return plan(journeys, recording.event, Bringing(actor, at, None, recording.reason, recording.note))


def standing_guards(actor: Actor, journey: Journey, row: Transition | None) -> dict[str, bool]:
    """The guards that stand for a case that was reached, each with whether it holds; nothing is written."""
    actor.must(Permission.JOURNEY_READ, scheme=journey.candidate.scheme_id)
    if row is None:
        return {}
    asked = guards_asked({journey.candidate_id: row})
    met, person = guards_met(asked), journey.candidate_id
    return {name: person in met.get(name, ()) for name in asked[person]}
