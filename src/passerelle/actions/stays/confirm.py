"""Say when people arrived and started: by host, team or person, for one stay or fifty; the case follows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils import timezone

from passerelle.actions.stays.reach import stays_to_write
from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.places.words import BATCH, Word, keep_words
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.arrivals import ARRIVAL, START, STARTS
from passerelle.domain.stays.kinds import WITHOUT_TRAVEL
from passerelle.records.journeys.models import Journey
from passerelle.records.stays.models import Stay

WHY = "the stays were reached"
FAR = 3 * 366


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What is said of one stay; ``None``: nothing is said of it."""

    stay: str
    arrived_on: date | None = None
    started_on: date | None = None
    place: str = ""
    evidence: str = ""


def confirm_stays(
    actor: Actor, rows: Sequence[Confirmed], *, key: str | None = None, at: datetime | None = None
) -> list[str]:
    """Keep the days; the numbers of the cases that moved by it. All or nothing; constant queries.

    A day that differs from another side's is kept beside it and shown. Refused, each with the stay's number:
    ``nothing_said``, ``day_to_come``, ``unlikely_date``, ``arrival_missing``, ``starts_before_arrival``,
    ``nobody_travels``, ``stay_over``, ``named_twice``; ``NotPermitted`` out of reach.
    """
    content = [[str(value) for value in asdict(one).values()] for one in rows]
    with writing(actor, "stay.confirm", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return [str(one) for one in note.answer] if isinstance(note.answer, list) else []
        if len({row.stay for row in rows}) < len(rows):
            raise Refused([Problem("named_twice", Text("The same stay is named twice."))])
        stays = {one.number: one for one in stays_to_write(actor, [row.stay for row in rows])}
        when = at or timezone.now()
        today = timezone.localdate(when)
        problems = [one for row in rows for one in _faults(row, stays[row.stay], today)]
        if problems or not rows:
            raise Refused(problems or [Problem("nothing_said", Text("Choose at least one person."))])
        keep_words(note, [word for row in rows for word in _words(row, stays[row.stay])], by=actor, at=when)
        moved = _follow(note, list(stays.values()), actor, when)
        note.scheme_code = next(iter(stays.values())).journey.candidate.scheme.code
        note.details = {"stays": len(rows), "moved": len(moved)}
        note.answer = moved
        return moved


def _words(row: Confirmed, stay: Stay) -> list[Word]:
    said = ((ARRIVAL, row.arrived_on), (START, row.started_on))
    return [Word(stay, what, on, row.place, row.evidence) for what, on in said if on is not None]


def _faults(row: Confirmed, stay: Stay, today: date) -> list[Problem]:
    days = {"arrived_on": row.arrived_on, "started_on": row.started_on}
    if stay.ended_on is not None:
        return [Problem("stay_over", Text("This stay has ended."), column=stay.number)]
    if not any(days.values()):
        return [Problem("nothing_said", Text("Say on which day."), column=stay.number)]
    if row.arrived_on and stay.kind in WITHOUT_TRAVEL:
        message = Text("Nobody travels for this stay: only the start is confirmed.")
        return [Problem("nobody_travels", message, column=stay.number)]
    found = [one for day in days.values() if day for one in _unlikely(day, today, stay.number)]
    return found or _order(row, stay)


def _unlikely(day: date, today: date, number: str) -> list[Problem]:
    if day > today:
        hint = Text("Confirm it once the day has come.")
        return [Problem("day_to_come", Text("This day is still to come."), hint, column=number)]
    if (today - day).days > FAR:
        message = Text("This day is very far away.")
        return [Problem("unlikely_date", message, Text("Check the year."), column=number)]
    return []


def _order(row: Confirmed, stay: Stay) -> list[Problem]:
    arrived = row.arrived_on or stay.arrived_on
    started = row.started_on or stay.started_on
    if row.started_on and arrived is None and stay.kind not in WITHOUT_TRAVEL:
        hint = Text("Confirm the arrival with it.")
        return [Problem("arrival_missing", Text("The arrival is not confirmed."), hint, column=stay.number)]
    if started and arrived and started < arrived:
        message = Text("The start is before the arrival on %(day)s.", {"day": arrived})
        return [Problem("starts_before_arrival", message, column=stay.number)]
    return []


def _follow(note: Writing, stays: Sequence[Stay], by: Actor, at: datetime) -> list[str]:
    """The cases follow where their own tables know arrival and start at their stage."""
    arrived = [one.journey.candidate for one in stays if one.arrived_on]
    moved = {one.number for one in follow_all(note, arrived, "arrived", by=by, at=at, who=CHECKED)}
    by_kind: dict[str, list[Stay]] = defaultdict(list)
    for one in stays:
        if one.started_on:
            by_kind[one.kind].append(one)
    for kind, some in sorted(by_kind.items()):
        people = [one.journey.candidate for one in some]
        moved |= {one.number for one in follow_all(note, people, STARTS[kind], by=by, at=at, who=CHECKED)}
    _set_terms(stays)
    return sorted(moved)


def _set_terms(stays: Sequence[Stay]) -> None:
    """The next word is awaited by the case's own term; none once the start is known."""
    terms = dict(
        Journey.objects.unscoped(WHY)
        .filter(pk__in=[one.journey_id for one in stays])
        .values_list("pk", "due_on")
    )
    for one in stays:
        one.due_on = None if one.started_on else terms[one.journey_id]
    Stay.objects.unscoped(WHY).bulk_update(stays, ["due_on"], batch_size=BATCH)
