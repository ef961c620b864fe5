"""One case: what it waits for, its papers, its people, and everything that happened, newest first."""

from dataclasses import dataclass
from datetime import datetime

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.journey.deeds import DEEDS, Deed
from passerelle.domain.journey.next_step import next_step, possible_events
from passerelle.domain.journey.transitions import Transition
from passerelle.domain.letters.kinds import CONFIDENTIAL
from passerelle.domain.schemes.kept import tracks_from
from passerelle.records.audit.models import Event
from passerelle.records.journeys.models import Journey, Reminder, StageChange
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Referral

READINGS = "read."
LATEST = 200


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline: a step, a message, a reminder, an edit, a view."""

    at: datetime
    kind: str
    what: str
    before: str = ""
    after: str = ""
    by: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as its page shows it."""

    journey: Journey
    kind: str  # of the track
    next: Transition | None
    deed: Deed | None
    events: tuple[str, ...]
    documents: tuple[str, ...]
    hidden: bool
    timeline: tuple[Happening, ...]
    referrals: tuple[Referral, ...]
    reminder: Reminder | None
    may_move: bool
    may_hand_over: bool


def case_page(actor: Actor, number: str, *, kind: str = "") -> CasePage:
    """The case of a number within reach; ``kind`` narrows the timeline."""
    actor.must(Permission.JOURNEY_READ)
    rows = Journey.objects.visible_to(actor).select_related(
        "candidate__person", "candidate__scheme", "owner", "scheme_version"
    )
    journey = rows.get(number=number)
    scheme = journey.candidate.scheme_id
    actor.must(Permission.JOURNEY_READ, scheme=scheme)
    track = tracks_from(journey.scheme_version.facts).get(journey.track)
    row = next_step(track, journey.stage) if track else None
    arrived = [one for one in track.transitions if one.to == journey.stage] if track else []
    referrals = Referral.objects.visible_to(actor).filter(candidate=journey.candidate, ended_at__isnull=True)
    timeline = sorted(_timeline(journey), key=lambda one: one.at, reverse=True)
    return CasePage(
        journey=journey,
        kind=track.kind if track else journey.track,
        next=row,
        deed=DEEDS.get(row.event) if row else None,
        events=possible_events(track, journey.stage) if track else (),
        documents=tuple(dict.fromkeys(paper for one in arrived for paper in one.documents)),
        hidden=any(one.hidden for one in arrived),
        timeline=tuple(one for one in timeline if kind in ("", one.kind)),
        referrals=tuple(referrals.select_related("vacancy__employer").order_by("pk")),
        reminder=journey.reminders.last(),
        may_move=actor.may(Permission.JOURNEY_MOVE, scheme=scheme),
        may_hand_over=actor.may(Permission.CASE_HAND_OVER, scheme=scheme),
    )


def _timeline(journey: Journey) -> list[Happening]:
    changes = StageChange.objects.filter(journey=journey).select_related("by")
    happened = [
        Happening(
            at=one.at,
            kind="stage",
            what=one.event,
            before=one.before,
            after=one.after,
            by=one.by.name if one.by else "",
            reason=one.reason_code,
            note=one.note,
        )
        for one in changes
    ]
    messages = Message.objects.filter(recipient=journey.candidate.person.number)
    messages = messages.exclude(template__in=CONFIDENTIAL).order_by("-pk")[:LATEST]
    happened += [
        Happening(one.created_at, "message", one.template, after=one.channel, note=one.fault)
        for one in messages
    ]
    reminders = Reminder.objects.filter(journey=journey).select_related("by")
    happened += [
        Happening(one.at, "reminder", "step_due", after=one.channel, by=one.by.name if one.by else "")
        for one in reminders
    ]
    events = Event.objects.filter(subject_rows__number=journey.number).exclude(purpose=Purpose.PROTECTION)
    events = events.order_by("-pk").distinct()[:LATEST]
    return happened + [
        Happening(one.at, "view" if one.action.startswith(READINGS) else "edit", one.action) for one in events
    ]
