"""Journeys booked and briefings held, for one case or a whole group; the person says that it was understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.permits.reach import journeys_for, refusal, scheme_of
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import languages
from passerelle.domain.contracts.fees import PAYERS
from passerelle.domain.kernel.text import Text
from passerelle.domain.permits.departure import TOPICS
from passerelle.records.journeys.models import Journey
from passerelle.records.permits.models import Briefing, Travel

OWN = "own page"


@dataclass(frozen=True, slots=True)
class Booked:
    """A journey: when, from where to where, by whom; who paid and who meets the person, where it is known."""

    leaves_on: date
    leaves_from: str
    goes_to: str
    carrier: str
    reference: str = ""
    paid_by: str = ""
    met_by: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A briefing: when, in which language, about what, by whom; ``sheet``: where a signed list is kept."""

    on: date
    language: str
    topics: tuple[str, ...]
    held_by: str
    sheet: str = ""


def book_travel(actor: Actor, journeys: Sequence[str], booked: Booked, *, key: str | None = None) -> int:
    """Record the same booking for these cases; an earlier booking of a case is replaced and kept.

    Refused with ``nothing_said`` (from, to and carrier are needed), ``unknown_payer`` or ``unlikely_date``.
    """
    content = [list(journeys), str(booked)]
    with writing(actor, "travel.book", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return len(journeys)
        _must_be_likely(booked)
        rows, now = journeys_for(actor, journeys), timezone.now()
        Travel.objects.filter(journey__in=rows, replaced_at__isnull=True).update(replaced_at=now)
        Travel.objects.bulk_create(
            (
                Travel(
                    journey=one,
                    leaves_on=booked.leaves_on,
                    leaves_from=booked.leaves_from.strip()[:120],
                    goes_to=booked.goes_to.strip()[:120],
                    carrier=booked.carrier.strip()[:120],
                    reference=booked.reference.strip()[:80],
                    paid_by=booked.paid_by,
                    met_by=booked.met_by.strip()[:200],
                    recorded_by_id=actor.id,
                    recorded_at=now,
                )
                for one in rows
            ),
            batch_size=500,
        )
        _about(note, rows)
        return len(rows)


def hold_briefing(actor: Actor, journeys: Sequence[str], held: Held, *, key: str | None = None) -> int:
    """Record a briefing of these people; with a signed list they have acknowledged it, else they are asked to.

    Refused with ``nothing_said`` (by whom), ``unknown_language``, ``unknown_topic``, ``no_topic`` or
    ``unlikely_date``.
    """
    content = [list(journeys), str(held)]
    with writing(actor, "briefing.hold", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return len(journeys)
        _must_be_sound(held)
        rows, now, sheet = journeys_for(actor, journeys), timezone.now(), held.sheet.strip()[:300]
        Briefing.objects.filter(journey__in=rows, replaced_at__isnull=True).update(replaced_at=now)
        Briefing.objects.bulk_create(
            (
                Briefing(
                    journey=one,
                    on=held.on,
                    language=held.language,
                    topics=[code for code in TOPICS if code in held.topics],
                    held_by=held.held_by.strip()[:200],
                    acknowledged_at=now if sheet else None,
                    acknowledged_how=sheet,
                    recorded_by_id=actor.id,
                    recorded_at=now,
                )
                for one in rows
            ),
            batch_size=500,
        )
        if not sheet:
            for one in rows:
                person, scheme = one.candidate.person, one.candidate.scheme
                facts: dict[str, object] = {"scheme": scheme.name}
                note.tell(person.number, "briefing_held", facts, language=person.language, scheme=scheme.code)
        _about(note, rows)
        return len(rows)


def acknowledge_briefing(actor: Actor, journey: str, *, key: str | None = None) -> None:
    """The person says on their own page that they understood; refused with ``no_briefing`` where none waits."""
    people = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    with writing(actor, "briefing.acknowledge", purpose=Purpose.JOURNEY, key=key, content=journey) as note:
        if note.replayed:
            return
        rows = Journey.objects.visible_to(actor).filter(number=journey, candidate__person__number__in=people)
        mine = rows.select_related("candidate__person", "candidate__scheme").first()
        if mine is None:
            raise NotPermitted(journey)
        waiting = Briefing.objects.filter(journey=mine, replaced_at__isnull=True, acknowledged_at__isnull=True)
        if not waiting.update(acknowledged_at=timezone.now(), acknowledged_how=OWN):
            raise refusal("no_briefing", Text("No briefing waits for your word."))
        _about(note, [mine])


def _must_be_likely(booked: Booked) -> None:
    for column in ("leaves_from", "goes_to", "carrier"):
        if not getattr(booked, column).strip():
            raise refusal("nothing_said", Text("Say from where, to where and by whom."), column=column)
    if booked.paid_by and booked.paid_by not in PAYERS:
        raise refusal("unknown_payer", Text("Say who paid."), column="paid_by")
    _must_be_near(booked.leaves_on, "leaves_on")


def _must_be_sound(held: Held) -> None:
    if not held.held_by.strip():
        raise refusal("nothing_said", Text("Say who held the briefing."), column="held_by")
    if not languages.is_valid(held.language):
        raise refusal("unknown_language", Text("A language has two letters, such as fr."), column="language")
    if not held.topics:
        raise refusal("no_topic", Text("Say what the briefing was about."), column="topics")
    if any(code not in TOPICS for code in held.topics):
        raise refusal("unknown_topic", Text("Choose one of the list."), column="topics")
    if held.on > timezone.localdate():
        hint = Text("Record the briefing once it was held.")
        raise refusal("unlikely_date", Text("This day is still to come."), hint, column="on")
    _must_be_near(held.on, "on")


def _must_be_near(day: date, column: str) -> None:
    """Within three years of today: a wrong year is the likeliest slip."""
    if abs((day - timezone.localdate()).days) > 3 * 366:
        raise refusal(
            "unlikely_date", Text("This day is very far away."), Text("Check the year."), column=column
        )


def _about(note: Writing, rows: Sequence[Journey]) -> None:
    note.scheme_code = scheme_of(rows)
    note.about(*(one.number for one in rows), *(one.candidate.number for one in rows))
