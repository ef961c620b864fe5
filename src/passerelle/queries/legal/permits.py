"""Permit files by their clock, one file with its entries and what it cost, posts with waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.permits.decisions import TABLE, Clock, Entry, Span, clock_of
from passerelle.domain.permits.posts import Channel, Observed, Wait, is_open, observed_wait
from passerelle.domain.permits.routes import Lodging, lodging
from passerelle.domain.permits.validity import valid_until
from passerelle.queries.legal.fee_ledger import FeeRow, as_fee_row
from passerelle.records.contracts.models import Fee
from passerelle.records.permits.models import (
    Appointment,
    ConsularPost,
    PermitEntry,
    PermitFile,
    PostWait,
)

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
    """One file: what it asks, what happened, what can follow, who may lodge it, what it cost whom."""

    file: PermitFile
    clock: Clock
    entries: tuple[PermitEntry, ...]
    possible: tuple[str, ...]
    lodging: Lodging
    appointments: tuple[Appointment, ...]
    dossier: str
    fees: tuple[FeeRow, ...]
    until: date | None  # the last day that the newest grant or extension states


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post: its channel today, and the waits observed there lately; none where nobody observed one."""

    post: ConsularPost
    is_open: bool | None
    wait: Observed | None


def permit_rows(actor: Actor, *, scheme: str = "", state: str = "", kind: str = "") -> QuerySet[PermitFile]:
    """Files within reach; page them, then ``as_file_row``. Five queries whatever their number."""
    actor.must(Permission.PERMIT_READ)
    wanted = Q()
    for field, value in (("journey__candidate__scheme__code", scheme), ("state", state), ("kind", kind)):
        if value:
            wanted &= Q(**{field: value})
    rows = PermitFile.objects.visible_to(actor).filter(wanted)
    open_items = Q(dossier__items__needed=True) & ~Q(dossier__items__status__in=["accepted", "waived"])
    return (
        rows.select_related("journey__candidate__person", "journey__candidate__scheme", "dossier")
        .prefetch_related(ENTRIES, "appointments", "dossier__spans")
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
    file = joined.prefetch_related(ENTRIES, "appointments__post", "dossier__spans").first()
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
        fees=tuple(as_fee_row(one) for one in _fees(actor, number)),
        until=valid_until(Entry(one.kind, one.on, one.ground, one.until) for one in entries),
    )


def _fees(actor: Actor, number: str) -> QuerySet[Fee]:
    rows = Fee.objects.visible_to(actor).filter(about=number).order_by("pk")
    return rows.select_related("candidate__person", "candidate__scheme")


def posts(actor: Actor, *, today: date) -> list[PostRow]:
    """Every post with its channel, and the waits told and those of our own appointments. Three queries."""
    actor.must(Permission.PERMIT_READ)
    waits: dict[int, list[Wait]] = {}
    for row in PostWait.objects.all():
        waits.setdefault(row.post_id, []).append(Wait(row.days, row.on, row.source))
    mine = Appointment.objects.filter(file__in=PermitFile.objects.visible_to(actor), slot_on__isnull=False)
    for post, asked_on, slot_on in mine.values_list("post", "asked_on", "slot_on"):
        days = (slot_on - asked_on).days if slot_on else 0
        waits.setdefault(post, []).append(Wait(days, asked_on, "appointment"))
    return [
        PostRow(
            one,
            is_open(Channel(one.opened_on, one.closed_on, one.opening_known), today),
            observed_wait(waits.get(one.pk, ()), on=today),
        )
        for one in ConsularPost.objects.order_by("state", "country", "place")
    ]


def _clock(file: PermitFile, entries: Sequence[PermitEntry], today: date) -> Clock:
    dated = [Entry(one.kind, one.on, one.ground, one.until) for one in entries]
    spans = [Span(one.since, one.until) for one in file.dossier.spans.all()]
    return clock_of(dated, complete=spans, days=file.term_days, today=today)
