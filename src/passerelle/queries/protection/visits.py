"""Visits and findings as far as the reader may know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.visits.findings import Correction, state
from passerelle.queries.cases.dossiers import Checklist, papers_of_host
from passerelle.records.accounts.models import User
from passerelle.records.partnerships.models import Organisation
from passerelle.records.partnerships.officers import officers_on
from passerelle.records.partnerships.ties import tied_hosts
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import Finding, Visit


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding and where it stands."""

    finding: Finding
    state: str


@dataclass(frozen=True, slots=True)
class VisitPage:
    """A visit with its findings; photos and answers are for whoever makes visits without a tie to the host."""

    visit: Visit
    findings: tuple[FindingRow, ...]
    photos: Checklist | None
    makes: bool


def visits(actor: Actor, *, state: str = "open") -> QuerySet[Visit]:
    """Visits within reach: planned ones by day, or those made, the newest first."""
    rows = Visit.objects.visible_to(actor).select_related("scheme", "host", "officer")
    if state == "open":
        return rows.filter(done_on__isnull=True, called_off_on__isnull=True).order_by("planned_on", "pk")
    return rows.filter(done_on__isnull=False).order_by("-done_on", "-pk")


def findings(actor: Actor) -> QuerySet[Finding]:
    """Open findings within reach, what is due first on top."""
    rows = Finding.objects.visible_to(actor).filter(closed_on__isnull=True)
    return rows.select_related("visit__scheme", "visit__host")


def with_states(rows: Iterable[Finding], today: date) -> list[FindingRow]:
    """Each finding with where it stands."""
    return [FindingRow(one, state_of(one, today)) for one in rows]


def visit_page(actor: Actor, number: str, *, today: date) -> VisitPage:
    """One visit; ``NotPermitted`` out of reach."""
    visit = Visit.objects.visible_to(actor).filter(number=number).select_related("scheme", "host", "officer")
    row = visit.first()
    if row is None:
        raise NotPermitted(number)
    makes = actor.may(Permission.VISIT_WRITE, scheme=row.scheme_id) and not _is_tied(actor, row, today)
    found = Finding.objects.visible_to(actor).filter(visit=row).select_related("visit__scheme", "visit__host")
    photos = papers_of_host(actor, row.dossier_id, on=today) if makes else None
    return VisitPage(row, tuple(with_states(found, today)), photos, makes)


def _is_tied(actor: Actor, row: Visit, today: date) -> bool:
    return actor.id is not None and row.host_id in tied_hosts(actor.id, today=today)


def finding_page(actor: Actor, number: str, *, today: date) -> tuple[FindingRow, Checklist | None]:
    """One finding with the papers of its correction; ``NotPermitted`` out of reach."""
    rows = Finding.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("visit__scheme", "visit__host", "replied_by", "corrected_by", "closed_by").first()
    if row is None:
        raise NotPermitted(number)
    return FindingRow(row, state_of(row, today)), papers_of_host(actor, row.dossier_id, on=today)


def state_of(row: Finding, today: date) -> str:
    """Where a finding stands on a day."""
    return state(Correction(row.due_on, row.corrected_on, row.closed_on), today=today)


def host_of(actor: Actor, scheme: str, number: str) -> Organisation:
    """A host with people of a scheme in which the actor makes visits; ``NotPermitted`` otherwise."""
    rows = Stay.objects.visible_to(actor).filter(host__number=number, journey__candidate__scheme__code=scheme)
    row = rows.select_related("host", "journey__candidate").first()
    if row is None or not actor.may(Permission.VISIT_WRITE, scheme=row.journey.candidate.scheme_id):
        raise NotPermitted(number)
    return row.host


def officers_for(actor: Actor, scheme: str, host: Organisation, *, today: date) -> list[User]:
    """Officers of the scheme without a tie to the host, by name."""
    rows = Stay.objects.visible_to(actor).filter(host=host, journey__candidate__scheme__code=scheme)
    found = rows.values_list("journey__candidate__scheme", flat=True).first()
    free = officers_on(today).of_the_scheme(found or 0, host.pk)
    return list(User.objects.filter(pk__in=free).order_by("name", "pk"))
