"""The cases that an actor may read, what each waits for and until when: the morning's list."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.intake.signs import fold
from passerelle.domain.journey.next_step import next_step, possible_events
from passerelle.domain.journey.transitions import Track
from passerelle.domain.kernel.identifiers import read_number
from passerelle.domain.schemes.kept import tracks_of_text
from passerelle.queries.cases.case_employers import with_employer
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion

MOST_NUMBERS = 5_000
Tables = Mapping[tuple[int, str], Track]


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the list is narrowed to; empty means every open case in scope."""

    scheme: str = ""
    track: str = ""
    stage: str = ""
    owner: str = ""  # "mine", "nobody", or an account's number
    due: str = ""  # "overdue" or "week"
    employer: str = ""  # its number: put forward to it, or with its offer
    text: str = ""  # a name, or one or many numbers
    closed: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case: where it stands, what is next and by whom; ``late`` counts days past the term."""

    number: str
    version: int
    candidate: str
    person: str
    family_name: str
    given_name: str
    name_original: str
    scheme: str
    track: str
    stage: str
    since: date
    event: str
    who: tuple[str, ...]
    due_on: date | None
    late: int
    owner: str


class CaseKey(NamedTuple):
    """One of many cases, without the person: what an act on them all asks first."""

    number: str
    version: int
    scheme_version_id: int
    track: str
    stage: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many open cases there are, and how many of them need a look."""

    open: int
    overdue: int
    week: int
    nobody: int
    listed: int  # that fit the filter, closed ones too where it asks for them


def caseload_rows(actor: Actor, wanted: CaseFilter, *, on: date) -> QuerySet[Journey]:
    """The cases, the longest overdue first; each read with its person, scheme and owner."""
    actor.must(Permission.JOURNEY_READ)
    rows = Journey.objects.visible_to(actor).filter(_narrowed(actor, wanted, on))
    joined = rows.select_related("candidate__person", "candidate__scheme", "owner")
    return joined.order_by(F("due_on").asc(nulls_last=True), "pk")


def case_counts(actor: Actor, wanted: CaseFilter, *, on: date) -> CaseCounts:
    """The figures above the list, of its scheme, and how many cases the list has; one query for all."""
    open_ = Q(ended_on__isnull=True)
    if wanted.scheme:
        open_ &= Q(candidate__scheme__code=wanted.scheme)
    found = Journey.objects.visible_to(actor).aggregate(
        open=Count("pk", filter=open_),
        overdue=Count("pk", filter=open_ & _due("overdue", on)),
        week=Count("pk", filter=open_ & _due("week", on)),
        nobody=Count("pk", filter=open_ & _owned(actor, "nobody")),
        listed=Count("pk", filter=_narrowed(actor, wanted, on)),
    )
    return CaseCounts(**found)


def case_keys(actor: Actor, wanted: CaseFilter, *, on: date, most: int) -> list[CaseKey]:
    """The first cases that fit, in the list's order; one query that joins no person."""
    rows = caseload_rows(actor, wanted, on=on).values_list(*CaseKey._fields)
    return [CaseKey(*row) for row in rows[:most]]


def rows_of(actor: Actor, numbers: Iterable[str], tables: Tables, *, on: date) -> dict[str, CaseRow]:
    """The lines of these cases, by number, of those within reach; one query."""
    rows = Journey.objects.visible_to(actor).filter(number__in=list(numbers))
    joined = rows.select_related("candidate__person", "candidate__scheme", "owner")
    return {one.number: as_row(one, tables, on=on) for one in joined}


def tables_of(journeys: Iterable[Journey | CaseKey]) -> Tables:
    """The stage tables that these cases stand on; one query."""
    return tables_in({one.scheme_version_id for one in journeys})


def tables_in(versions: Iterable[int]) -> Tables:
    """The stage tables of these versions of schemes; one query."""
    rows = SchemeVersion.objects.filter(pk__in=versions)
    kept = rows.annotate(kept=Cast("facts", TextField())).values_list("pk", "kept")
    return {(pk, name): track for pk, text in kept for name, track in tracks_of_text(text).items()}


def as_row(journey: Journey, tables: Tables, *, on: date) -> CaseRow:
    """A record as a line of the list."""
    candidate = journey.candidate
    track = tables.get((journey.scheme_version_id, journey.track))
    row = next_step(track, journey.stage) if track else None
    return CaseRow(
        number=journey.number,
        version=journey.version,
        candidate=candidate.number,
        person=candidate.person.number,
        family_name=candidate.person.family_name,
        given_name=candidate.person.given_name,
        name_original=candidate.person.name_original,
        scheme=candidate.scheme.code,
        track=track.kind if track else journey.track,
        stage=journey.stage,
        since=journey.since,
        event=row.event if row else "",
        who=row.who if row else (),
        due_on=journey.due_on,
        late=max(0, (on - journey.due_on).days) if journey.due_on else 0,
        owner=journey.owner.name if journey.owner else "",
    )


def events_of(journeys: Iterable[Journey | CaseKey], tables: Tables) -> list[str]:
    """Every event that can happen to at least one of the cases, in the order of their tables."""
    pairs = {(one.scheme_version_id, one.track, one.stage): None for one in journeys}
    found: dict[str, None] = {}
    for version, name, stage in pairs:
        track = tables.get((version, name))
        found.update(dict.fromkeys(possible_events(track, stage) if track else ()))
    return list(found)


def _narrowed(actor: Actor, wanted: CaseFilter, on: date) -> Q:
    narrowed = Q() if wanted.closed else Q(ended_on__isnull=True)
    for field, value in (
        ("candidate__scheme__code", wanted.scheme),
        ("track", wanted.track),
        ("stage", wanted.stage),
    ):
        if value:
            narrowed &= Q(**{field: value})
    narrowed &= _owned(actor, wanted.owner) & _due(wanted.due, on)
    if wanted.employer:
        narrowed &= with_employer(wanted.employer)
    return narrowed & _found(wanted.text) if wanted.text else narrowed


def _owned(actor: Actor, owner: str) -> Q:
    if owner == "mine":
        return Q(owner=actor.id)
    if owner == "nobody":
        return Q(owner__isnull=True)
    return Q(owner=int(owner)) if owner.isdecimal() else Q()


def _due(due: str, on: date) -> Q:
    if due == "overdue":
        return Q(due_on__lt=on)
    return Q(due_on__gte=on, due_on__lte=on + timedelta(days=7)) if due == "week" else Q()


def _found(text: str) -> Q:
    numbers = [read_number(one) for one in re.split(r"[\s,;]+", text)[:MOST_NUMBERS]]
    known = [one for one in numbers if one is not None]
    if known:
        return Q(number__in=known) | Q(candidate__number__in=known) | Q(candidate__person__number__in=known)
    named = Q()
    for word in fold(text).split():
        named &= Q(candidate__person__search_name__contains=word)
    return named
