"""Documents of open cases that run out, soonest first: papers handed in, attestations, insurances, permits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Max

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.permits.decisions import Entry
from passerelle.domain.permits.validity import days_left, valid_until
from passerelle.records.dossiers.models import Attestation, Dossier, DossierItem, ExpiryReminder
from passerelle.records.journeys.models import Journey
from passerelle.records.permits.models import PermitEntry, PermitFile, Preparation

HORIZONS = (30, 60, 90, 180)
PAST = 365  # days for which something that ran out is still listed


@dataclass(frozen=True, slots=True)
class ExpiringRow:
    """One document of one case, with the days it has left (below zero: it ran out)."""

    about: str  # number of the document, attestation or permit file; for an insurance that of the case
    room: str  # document, attestation, preparation or permit
    code: str
    journey: str
    candidate: str
    family_name: str
    given_name: str
    scheme: str
    dossier: str  # to open it; empty where it is no document of a dossier
    expires_on: date
    days_left: int
    reminded_at: datetime | None

    @property
    def key(self) -> str:
        """What a form sends back to name this document."""
        return f"{self.about}|{self.code}"


def expiring_documents(
    actor: Actor, *, today: date, scheme: str = "", code: str = "", days: int = 60
) -> list[ExpiringRow]:
    """Everything that runs out within so many days, or ran out within a year; six queries."""
    actor.must(Permission.PERMIT_READ)
    cases = Journey.objects.visible_to(actor).filter(ended_on__isnull=True)
    cases = cases.filter(candidate__scheme__code=scheme) if scheme else cases
    known = {row[0]: _Case._make(row) for row in cases.values_list(*COLUMNS)}
    first, last = today - timedelta(days=PAST), today + timedelta(days=days)
    reminders = ExpiryReminder.objects.filter(journey__in=cases, expires_on__lte=last)
    told = {
        (about, kind, until): at
        for about, kind, until, at in reminders.values_list("about", "code", "expires_on").annotate(Max("at"))
    }
    rows = [
        _row(known[one.candidate], one, today, told.get((one.about, one.code, one.until)))
        for one in _found(actor, first, last)
        if one.candidate in known and code in ("", one.code)
    ]
    return sorted(rows, key=lambda one: (one.expires_on, one.about, one.code))


@dataclass(frozen=True, slots=True)
class _Found:
    about: str
    room: str
    code: str
    candidate: int | None
    dossier: str
    until: date | None


class _Case(NamedTuple):
    key: int
    number: str
    candidate: str
    family_name: str
    given_name: str
    scheme: str


# Whence each of them comes, in their order.
COLUMNS = (
    "candidate_id", "number", "candidate__number", "candidate__person__family_name",
    "candidate__person__given_name", "candidate__scheme__code",
)  # fmt: skip


def _row(case: _Case, found: _Found, today: date, told: datetime | None) -> ExpiringRow:
    until = found.until or today
    return ExpiringRow(
        about=found.about,
        room=found.room,
        code=found.code,
        journey=case.number,
        candidate=case.candidate,
        family_name=case.family_name,
        given_name=case.given_name,
        scheme=case.scheme,
        dossier=found.dossier,
        expires_on=until,
        days_left=days_left(until, today),
        reminded_at=told,
    )


def _found(actor: Actor, first: date, last: date) -> Iterator[_Found]:
    near = {"expires_on__gte": first, "expires_on__lte": last}
    items = DossierItem.objects.filter(
        **near, status__in=("accepted", "received"), dossier__in=Dossier.objects.visible_to(actor)
    ).filter(dossier__candidate__isnull=False)
    for number, code, who, dossier, until in items.values_list(
        "number", "code", "dossier__candidate", "dossier__number", "expires_on"
    ):
        yield _Found(number, "document", code, who, dossier, until)
    attested = Attestation.objects.visible_to(actor).filter(**near, revoked_on__isnull=True)
    for number, what, who, until in attested.values_list("number", "what", "candidate", "expires_on"):
        yield _Found(number, "attestation", what, who, "", until)
    settled = Preparation.objects.filter(
        journey__in=Journey.objects.visible_to(actor), until__gte=first, until__lte=last
    )
    for number, code, who, until in settled.values_list(
        "journey__number", "code", "journey__candidate", "until"
    ):
        yield _Found(number, "preparation", code, who, "", until)
    yield from _permits(actor, first, last)


def _permits(actor: Actor, first: date, last: date) -> Iterator[_Found]:
    """Granted files by the last day that their newest grant or extension states."""
    files = PermitFile.objects.visible_to(actor).filter(state__in=("granted", "held"))
    rows = PermitEntry.objects.filter(file__in=files).order_by("file", "pk")
    by_file: dict[tuple[str, str, int], list[Entry]] = {}
    for number, kind, who, entry, on, until in rows.values_list(
        "file__number", "file__kind", "file__journey__candidate", "kind", "on", "until"
    ):
        by_file.setdefault((number, kind, who), []).append(Entry(entry, on, "", until))
    for (number, kind, who), entries in by_file.items():
        end = valid_until(entries)
        if end is not None and first <= end <= last:
            yield _Found(number, "permit", kind, who, "", end)


def codes_of(rows: Iterable[ExpiringRow]) -> tuple[str, ...]:
    """The kinds of documents that are there, each once."""
    return tuple(sorted({one.code for one in rows}))
