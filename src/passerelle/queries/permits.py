"""Permit files by their clock, one file with its entries, posts with waits, and the departure board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.permits.decisions import TABLE, Clock, Entry, clock_of
from passerelle.domain.permits.departure import GATE, formalities
from passerelle.domain.permits.posts import Channel, Wait, is_open, usual_wait
from passerelle.domain.permits.routes import Lodging, lodging
from passerelle.records.contracts.models import Contract
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey
from passerelle.records.permits.models import (
    Appointment,
    ConsularPost,
    PermitEntry,
    PermitFile,
    PostWait,
    Preparation,
)

WHY = "joined to cases within reach"
ENTRIES = Prefetch("entries", PermitEntry.objects.order_by("pk"))


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of the list, with its clock today."""

    number: str
    scheme: str
    journey: str
    candidate: str
    family_name: str
    given_name: str
    kind: str
    route: str
    state: str
    missing: int
    clock: Clock
    slot_on: date | None


@dataclass(frozen=True, slots=True)
class FilePage:
    """One file: what it asks, what happened, what can follow, who may lodge it."""

    file: PermitFile
    clock: Clock
    entries: tuple[PermitEntry, ...]
    possible: tuple[str, ...]
    lodging: Lodging
    appointments: tuple[Appointment, ...]
    dossier: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post: its channel today, and the usual wait."""

    post: ConsularPost
    is_open: bool | None
    wait: int | None
    observed: int


@dataclass(frozen=True, slots=True)
class DepartureRow:
    """One case before departure: what is settled with its evidence, what is missing, the exit papers."""

    journey: str
    candidate: str
    family_name: str
    given_name: str
    scheme: str
    stage: str
    settled: Mapping[str, str]
    missing: tuple[str, ...]
    exit: str  # complete, open, unknown


def permit_rows(actor: Actor, *, scheme: str = "", state: str = "", kind: str = "") -> QuerySet[PermitFile]:
    """Files within reach; page them, then ``as_file_row``. Four queries whatever their number."""
    actor.must(Permission.PERMIT_READ)
    wanted = Q()
    for field, value in (("journey__candidate__scheme__code", scheme), ("state", state), ("kind", kind)):
        if value:
            wanted &= Q(**{field: value})
    rows = PermitFile.objects.visible_to(actor).filter(wanted)
    open_items = Q(dossier__items__needed=True) & ~Q(dossier__items__status__in=["accepted", "waived"])
    return (
        rows.select_related("journey__candidate__person", "journey__candidate__scheme", "dossier")
        .prefetch_related(ENTRIES, "appointments")
        .annotate(missing=Count("dossier__items", filter=open_items))
        .order_by("opened_on", "pk")
    )


def as_file_row(row: PermitFile, *, today: date) -> FileRow:
    """A record (annotated, with its entries) as a line of the list."""
    person = row.journey.candidate.person
    slots = [one.slot_on for one in row.appointments.all() if one.slot_on]
    return FileRow(
        number=row.number,
        scheme=row.journey.candidate.scheme.code,
        journey=row.journey.number,
        candidate=row.journey.candidate.number,
        family_name=person.family_name,
        given_name=person.given_name,
        kind=row.kind,
        route=row.route,
        state=row.state,
        missing=row.missing,  # type: ignore[attr-defined]  # annotated
        clock=_clock(row, list(row.entries.all()), today),
        slot_on=max(slots) if slots else None,
    )


def permit_page(actor: Actor, number: str, *, today: date) -> FilePage:
    """One file within reach; ``NotPermitted`` otherwise."""
    rows = PermitFile.objects.visible_to(actor).filter(number=number)
    joined = rows.select_related("journey__candidate__person", "journey__candidate__scheme", "dossier")
    file = joined.prefetch_related(ENTRIES, "appointments__post").first()
    if file is None:
        raise NotPermitted(number)
    entries = tuple(file.entries.all())
    return FilePage(
        file=file,
        clock=_clock(file, entries, today),
        entries=tuple(reversed(entries)),
        possible=tuple(TABLE[file.state]),
        lodging=lodging(file.route),
        appointments=tuple(file.appointments.all()),
        dossier=file.dossier.number,
    )


def posts(actor: Actor, *, today: date) -> list[PostRow]:
    """Every post with its channel and usual wait. Two queries."""
    actor.must(Permission.PERMIT_READ)
    waits: dict[int, list[Wait]] = {}
    for row in PostWait.objects.all():
        waits.setdefault(row.post_id, []).append(Wait(row.days, row.on, row.source))
    return [
        PostRow(
            one,
            is_open(Channel(one.opened_on, one.closed_on, one.opening_known), today),
            usual_wait(waits.get(one.pk, ()), on=today),
            len(waits.get(one.pk, ())),
        )
        for one in ConsularPost.objects.order_by("state", "country", "place")
    ]


def departing(actor: Actor, *, scheme: str = "") -> QuerySet[Journey]:
    """Open cases with a contract, by scheme; page them, then ``departure_rows``."""
    actor.must(Permission.PERMIT_READ)
    hired = Contract.objects.unscoped(WHY).filter(ended_on__isnull=True).values("candidate")
    rows = Journey.objects.visible_to(actor).filter(ended_on__isnull=True, candidate__in=hired)
    rows = rows.filter(candidate__scheme__code=scheme) if scheme else rows
    return rows.select_related("candidate__person", "candidate__scheme", "candidate__brought_by").order_by("pk")


def departure_rows(journeys: Sequence[Journey]) -> list[DepartureRow]:
    """These cases with what is settled. Three queries whatever their number."""
    people = [one.candidate_id for one in journeys]
    settled: dict[int, dict[str, str]] = {one.candidate_id: {} for one in journeys}
    owner = {one.pk: one.candidate_id for one in journeys}
    for row in Preparation.objects.filter(journey__in=journeys):
        settled[owner[row.journey_id]][row.code] = row.evidence
    signed = Contract.objects.unscoped(WHY).filter(
        candidate__in=people,
        ended_on__isnull=True,
        versions__paper__signatures__role__in=("worker", "student"),
        versions__paper__signatures__signed_at__isnull=False,
        versions__paper__withdrawn_at__isnull=True,
    )
    for candidate, number in signed.values_list("candidate", "number"):
        settled[candidate]["contract"] = number
    exits = Dossier.objects.unscoped(WHY).filter(kind="exit", journey__in=journeys)
    complete = dict(exits.values_list("candidate", "complete_on"))
    return [_departure(one, settled[one.candidate_id], complete) for one in journeys]


def _departure(one: Journey, settled: dict[str, str], complete: Mapping[int, date | None]) -> DepartureRow:
    person, service = one.candidate.person, one.candidate.brought_by
    country = (service.country if service else "") or person.nationality
    known = one.candidate_id in complete
    papers = "complete" if complete.get(one.candidate_id) else "open"
    return DepartureRow(
        journey=one.number,
        candidate=one.candidate.number,
        family_name=person.family_name,
        given_name=person.given_name,
        scheme=one.candidate.scheme.code,
        stage=one.stage,
        settled=settled,
        missing=tuple(code for code in GATE if code not in settled),
        exit=papers if known else ("not_opened" if formalities(country) is not None else "unknown"),
    )


def _clock(file: PermitFile, entries: Sequence[PermitEntry], today: date) -> Clock:
    dated = [Entry(one.kind, one.on, one.ground, one.until) for one in entries]
    return clock_of(dated, complete_on=file.dossier.complete_on, days=file.term_days, today=today)
