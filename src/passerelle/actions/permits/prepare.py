"""Posts and their waiting times, appointments, and what is settled before departure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.permits.reach import files_for, journeys_for, refusal, scheme_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import countries
from passerelle.domain.kernel.text import Text
from passerelle.domain.permits.posts import Channel, is_open
from passerelle.records.permits.models import Appointment, ConsularPost, PostWait, Preparation

# "contract": a signed text counts as read; where none is kept here, somebody says what shows it.
CODES = ("contract", "insurance", "housing", "contact", "complaint")


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A State's channel in a place: since when, until when, as told by a source."""

    state: str
    country: str
    place: str
    opened_on: date | None = None
    opening_known: bool = False
    closed_on: date | None = None
    source: str = ""


def keep_post(actor: Actor, facts: PostFacts, *, key: str | None = None) -> str:
    """Record a consular post, or that its channel opened or closed; its number."""
    actor.must(Permission.PERMIT_WRITE)
    content = [str(facts)]
    with writing(actor, "post.keep", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        for column, code in (("state", facts.state), ("country", facts.country)):
            if not countries.is_valid(code):
                raise refusal("unknown_country", Text("A country has two letters."), column=column)
        if not facts.source.strip() or not facts.place.strip():
            hint = Text("Name the place and who says so.")
            raise refusal("no_source", Text("A place or a source is missing."), hint, column="source")
        row, _ = ConsularPost.objects.get_or_create(
            state=facts.state, country=facts.country, place=facts.place.strip()[:120]
        )
        row.opened_on, row.closed_on = facts.opened_on, facts.closed_on
        row.opening_known = facts.opening_known or facts.opened_on is not None
        row.source, row.version = facts.source.strip()[:300], row.version + 1
        row.save()
        note.about(row.number)
        note.answer = row.number
        return row.number


def record_wait(actor: Actor, post: str, *, days: int, on: date, source: str, key: str | None = None) -> None:
    """Record how long somebody waited at a post; a form that is sent twice counts once."""
    actor.must(Permission.PERMIT_WRITE)
    content = [post, days, on.isoformat(), source]
    with writing(actor, "post.wait", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        row = ConsularPost.objects.get(number=post)
        if not source.strip() or not 0 <= days <= 2_000:
            raise refusal("no_source", Text("Days and a source are needed."), column="source")
        PostWait.objects.create(
            post=row, days=days, on=on, source=source.strip()[:300], recorded_by_id=actor.id
        )
        note.about(post)


def book_appointment(
    actor: Actor, file: str, post: str, *, asked_on: date, slot_on: date | None, key: str | None = None
) -> None:
    """An appointment of a file at a post; refused with ``no_channel`` where the post takes nobody that day."""
    content = [file, post, asked_on.isoformat(), str(slot_on)]
    with writing(actor, "appointment.book", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        row, there = files_for(actor, [file])[0], ConsularPost.objects.get(number=post)
        channel = Channel(there.opened_on, there.closed_on, there.opening_known)
        if is_open(channel, slot_on or asked_on) is False:
            hint = Text("Look for another post, or wait until one is recorded as open.")
            raise refusal(
                "no_channel", Text("There is no channel at this post on that day."), hint, column="post"
            )
        Appointment.objects.create(file=row, post=there, asked_on=asked_on, slot_on=slot_on)
        note.scheme_code = row.journey.candidate.scheme.code
        note.about(file, post, row.journey.candidate.number)


def settle(  # noqa: PLR0913  # what, for whom, when, until when, what shows it
    actor: Actor,
    journeys: Sequence[str],
    *,
    code: str,
    on: date,
    evidence: str,
    until: date | None = None,
    key: str | None = None,
) -> int:
    """Record that one thing is settled for these cases, with what shows it; said again, the newer counts."""
    content = [list(journeys), code, on.isoformat(), evidence, str(until)]
    with writing(actor, "departure.settle", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return len(journeys)
        if code not in CODES:
            raise refusal("unknown_code", Text("Choose one of the list."), column="code")
        if not evidence.strip():
            hint = Text("A number, a date, a name, or where the paper lies.")
            raise refusal("no_evidence", Text("Say what shows it."), hint, column="evidence")
        if until is not None and until < on:
            raise refusal("dates-out-of-order", Text("The term ends before it begins."), column="until")
        rows = journeys_for(actor, journeys)
        Preparation.objects.filter(journey__in=rows, code=code).delete()
        now, said = timezone.now(), evidence.strip()[:300]
        Preparation.objects.bulk_create(
            (
                Preparation(
                    journey=one,
                    code=code,
                    on=on,
                    until=until,
                    evidence=said,
                    recorded_by_id=actor.id,
                    recorded_at=now,
                )
                for one in rows
            ),
            batch_size=500,
        )
        note.scheme_code = scheme_of(rows)
        note.about(*(one.number for one in rows), *(one.candidate.number for one in rows))
        note.details = {"code": code}
        return len(rows)
