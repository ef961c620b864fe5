"""Promises that several actions record: making one, saying what became of it, opening its remedy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.promises.standing import (
    FIRST_REMEDY,
    FOLLOWS,
    WITHOUT_REMEDY,
    Noted,
    Standing,
    may_follow,
)
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.promises.models import Promise, PromiseEntry, Remedy
from passerelle.records.vacancies.models import Vacancy

# A choice of this project, not law: a remedy without a day of its own is due in thirty days.
REMEDY_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A promise as it is made: exactly one of ``organisation``, ``person`` and ``maker`` promised it."""

    scheme: Scheme
    kind: str
    made_on: date
    organisation: Organisation | None = None
    person: Candidate | None = None
    maker: str = ""
    beneficiary: str = ""
    vacancy: Vacancy | None = None
    candidate: Candidate | None = None
    value: Decimal | None = None
    unit: str = ""
    due: date | None = None
    evidence: str = ""
    note: str = ""


def record_promise(note: Writing, promised: Promised, *, by: Actor) -> Promise:
    """Write one promise into the ledger; ``Refused`` when it is not one."""
    return record_promises(note, [promised], by=by)[0]


def record_promises(note: Writing, promised: Sequence[Promised], *, by: Actor) -> list[Promise]:
    """Write many promises, all or none, in one statement."""
    problems = [problem for one in promised for problem in _problems(one)]
    if problems:
        raise Refused(problems)
    rows = Promise.objects.bulk_create(
        Promise(
            scheme=one.scheme,
            kind=one.kind,
            organisation=one.organisation,
            person=one.person,
            maker=one.maker,
            beneficiary=one.beneficiary,
            vacancy=one.vacancy,
            candidate=one.candidate,
            made_on=one.made_on,
            value=one.value,
            unit=one.unit,
            due=one.due,
            evidence=one.evidence,
            note=one.note,
            state_on=one.made_on,
            recorded_by_id=by.id,
        )
        for one in promised
    )
    note.about(*(row.number for row in rows))
    note.about(*(row.person.person.number for row in rows if row.person))
    return rows


def mark_kept(note: Writing, promise: Promise, *, on: date, by: Actor, evidence: str = "") -> Promise:
    """The promise was kept."""
    return mark(note, promise, Noted("kept", on), by=by, evidence=evidence)


def mark_broken(note: Writing, promise: Promise, *, on: date, by: Actor, evidence: str = "") -> Promise:
    """The promise was broken; what makes it good is opened at once."""
    return mark(note, promise, Noted("broken", on), by=by, evidence=evidence)


def mark(
    note: Writing, promise: Promise, entry: Noted, *, by: Actor, evidence: str = "", words: str = ""
) -> Promise:
    """Add an entry and let the state follow from it; ``Refused`` when the entry cannot follow."""
    return mark_all(note, [promise], entry, by=by, evidence=evidence, words=words)[0]


def mark_all(
    note: Writing, promises: Sequence[Promise], entry: Noted, *, by: Actor, evidence: str = "", words: str = ""
) -> list[Promise]:
    """The same entry on many promises, all or none, in a constant number of queries."""
    reached = Promise.objects.unscoped("the promises were reached").select_for_update().order_by("pk")
    locked = list(reached.filter(pk__in=[promise.pk for promise in promises]))
    problems = [_cannot(now, entry) for now in map(_now, locked) if may_follow(now, entry)]
    if problems:
        raise Refused(problems)
    at = timezone.now()
    PromiseEntry.objects.bulk_create(
        PromiseEntry(
            promise=row, event=entry.event, on=entry.on, evidence=evidence, note=words, by_id=by.id, at=at
        )
        for row in locked
    )
    state = "open" if entry.event == "reopened" else entry.event
    rows = Promise.objects.unscoped("the promises were reached").filter(pk__in=[row.pk for row in locked])
    rows.update(state=state, state_on=entry.on, version=F("version") + 1, changed_at=at)
    for row in locked:
        row.state, row.state_on, row.version = state, entry.on, row.version + 1
    note.about(*(row.number for row in locked))
    if state == "broken":
        open_remedies(note, locked, on=entry.on)
    return locked


def _now(promise: Promise) -> Standing:
    return Standing(promise.state, promise.state_on)


def open_remedies(note: Writing, promises: Sequence[Promise], *, on: date) -> list[Remedy]:
    """Open what makes broken promises good, once for each; a pledge to return never has one."""
    ids = [promise.pk for promise in promises if promise.kind not in WITHOUT_REMEDY]
    opened = set(
        Remedy.objects.filter(promise_id__in=ids, closed_on__isnull=True).values_list("promise_id", flat=True)
    )
    rows = Remedy.objects.bulk_create(
        Remedy(
            promise=promise,
            kind=FIRST_REMEDY[promise.kind],
            due=on + timedelta(days=REMEDY_DAYS),
            opened_on=on,
        )
        for promise in promises
        if promise.pk in ids and promise.pk not in opened
    )
    note.about(*(row.number for row in rows))
    return rows


def _problems(one: Promised) -> list[Problem]:
    found = []
    if sum((one.organisation is not None, one.person is not None, bool(one.maker))) != 1:
        message = Text("A promise has one maker.")
        hint = Text("Name an organisation, a person of the scheme, or write who it is.")
        found.append(Problem("one-maker", message, hint, column="maker"))
    if one.kind == "pledge_to_return" and one.person is None:
        message = Text("Only a person can pledge to return.")
        found.append(Problem("pledge-of-a-person", message, Text("Name the person's number."), column="kind"))
    if one.due is not None and one.due < one.made_on:
        message = Text("It would be due before it was made.")
        hint = Text("A day on or after %(day)s.", {"day": one.made_on})
        found.append(Problem("due-before-made", message, hint, column="due"))
    if one.value is not None and (one.value < 0 or not one.unit):
        message = Text("A value is a number from 0 with what it counts.")
        hint = Text("Such as 12 and posts, or 5000 and EUR.")
        found.append(Problem("value-and-unit", message, hint, column="value"))
    return found


def _cannot(now: Standing, entry: Noted) -> Problem:
    reason = may_follow(now, entry) or ""
    if reason == "not-after":
        message = Text("This day lies before the entry of %(day)s.", {"day": now.since})
        return Problem(reason, message, Text("Entries follow each other in time."), column="on")
    possible = ", ".join(FOLLOWS[now.state])
    message = Text("This cannot follow on a promise that is %(state)s.", {"state": now.state})
    return Problem(reason, message, Text("Possible here: %(events)s.", {"events": possible}), column="event")
