"""Who says when people arrived and started: kept for many stays at once, and what stands follows from it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.stays.arrivals import ARRIVAL, HOST, PERSON, TEAM, Said, standing
from passerelle.records.journeys.models import Journey
from passerelle.records.stays.models import Stay, StayWord

WHY = "the action reached these cases"
FIELDS = {ARRIVAL: "arrived_on", "start": "started_on"}
BATCH = 500


@dataclass(frozen=True, slots=True)
class Word:
    """A day of arrival or start, where it was and what shows it."""

    stay: Stay
    what: str
    on: date
    place: str = ""
    evidence: str = ""


def note_days(note: Writing, journeys: Sequence[Journey], what: str, *, by: Actor, at: datetime) -> None:
    """The day of the event for open stays whose day nobody has said; the next term is the case's own."""
    rows = Stay.objects.unscoped(WHY).filter(journey__in=journeys, ended_on__isnull=True)
    stays = list(rows.select_for_update(of=("self",)).select_related("journey__candidate__person"))
    day, due = timezone.localdate(at), {one.pk: one.due_on for one in journeys}
    open_ = [one for one in stays if getattr(one, FIELDS[what]) is None]
    keep_words(note, [Word(one, what, _not_before(one, day)) for one in open_], by=by, at=at)
    for one in stays:
        one.due_on = None if one.started_on else due[one.journey_id]
    Stay.objects.unscoped(WHY).bulk_update(stays, ["due_on"], batch_size=BATCH)


def keep_words(note: Writing, words: Sequence[Word], *, by: Actor, at: datetime) -> None:
    """Keep each side's word, a former one of the same side replaced; set the day that stands. Five queries.

    The stays are locked by whoever calls.
    """
    if not words:
        return
    sides = {word.stay.pk: side_of(by, word.stay) for word in words}
    now, stays = timezone.now(), {word.stay.pk: word.stay for word in words}
    given = {(word.stay.pk, word.what, sides[word.stay.pk]) for word in words}
    known = [
        row
        for row in StayWord.objects.filter(stay__in=stays, replaced_at__isnull=True).order_by("pk")
        if (row.stay_id, row.what, row.side) in given
    ]
    StayWord.objects.filter(pk__in=[row.pk for row in known]).update(replaced_at=now)
    StayWord.objects.bulk_create(
        (
            StayWord(
                stay=word.stay,
                what=word.what,
                side=sides[word.stay.pk],
                on=word.on,
                place=word.place.strip()[:200],
                evidence=word.evidence.strip()[:300],
                said_by_id=by.id,
                said_at=at,
            )
            for word in words
        ),
        batch_size=BATCH,
    )
    _stand(stays, {word.what for word in words})
    note.about(*(one.number for one in stays.values()))


def side_of(actor: Actor, stay: Stay) -> str:
    """For whom the actor speaks of a stay: the person themselves, the host, or the scheme's team."""
    person, scheme = stay.journey.candidate.person.number, stay.journey.candidate.scheme_id
    if any(grant.person == person for grant in actor.granting(Permission.OWN_ACT)):
        return PERSON
    grants = [one for one in actor.granting(Permission.STAY_WRITE) if one.scheme == scheme]
    if any(REACH[one.role] is Reach.SCHEME for one in grants):
        return TEAM
    return HOST if any(one.organisation == stay.host_id for one in grants) else TEAM


def _stand(stays: Mapping[int, Stay], whats: set[str]) -> None:
    said: dict[tuple[int, str], list[Said]] = defaultdict(list)
    for row in StayWord.objects.filter(stay__in=stays, what__in=whats, replaced_at__isnull=True).order_by("pk"):
        said[row.stay_id, row.what].append(Said(row.side, row.on))
    for (pk, what), words in said.items():
        setattr(stays[pk], FIELDS[what], standing(words).day)
    for one in stays.values():
        if one.started_on and one.arrived_on and one.started_on < one.arrived_on:
            one.arrived_on = one.started_on  # nobody starts before being there
        one.version += 1
    fields = ["arrived_on", "started_on", "version"]
    Stay.objects.unscoped(WHY).bulk_update(stays.values(), fields, batch_size=BATCH)


def _not_before(stay: Stay, day: date) -> date:
    """A start that is noted today is not before an arrival that was said for tomorrow."""
    return max(day, stay.arrived_on or day)
