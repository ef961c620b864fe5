"""Visits and findings as far as the reader may know them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.visits.findings import Correction, state
from passerelle.records.accounts.models import User
from passerelle.records.grievances.routing import free_of_host
from passerelle.records.partnerships.models import Organisation
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import AuditCase, Finding, Visit, VisitPaper


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding and where it stands."""

    finding: Finding
    state: str


@dataclass(frozen=True, slots=True)
class VisitPage:
    """A visit with its findings; ``photos`` and answers are for whoever makes visits."""

    visit: Visit
    findings: tuple[FindingRow, ...]
    photos: tuple[VisitPaper, ...]
    makes: bool


def visits(actor: Actor, *, state: str = "open") -> QuerySet[Visit]:
    """Visits within reach: planned ones by day, or those made, the newest first."""
    rows = Visit.objects.visible_to(actor).select_related("scheme", "host", "officer")
    if state == "open":
        return rows.filter(done_on__isnull=True, called_off_on__isnull=True).order_by("planned_on", "pk")
    return rows.filter(done_on__isnull=False).order_by("-done_on", "-pk")


def findings(actor: Actor, *, today: date, closed: bool = False) -> list[FindingRow]:
    """Findings within reach, what is due first on top. One query."""
    rows = Finding.objects.visible_to(actor).filter(closed_on__isnull=not closed)
    return [
        FindingRow(one, state_of(one, today)) for one in rows.select_related("visit__scheme", "visit__host")
    ]


def visit_page(actor: Actor, number: str, *, today: date) -> VisitPage:
    """One visit; ``NotPermitted`` out of reach."""
    visit = Visit.objects.visible_to(actor).filter(number=number).select_related("scheme", "host", "officer")
    row = visit.first()
    if row is None:
        raise NotPermitted(number)
    makes = actor.may(Permission.VISIT_WRITE, scheme=row.scheme_id)
    found = Finding.objects.visible_to(actor).filter(visit=row).select_related("visit__scheme", "visit__host")
    photos = VisitPaper.objects.filter(visit=row) if makes else VisitPaper.objects.none()
    return VisitPage(row, tuple(FindingRow(one, state_of(one, today)) for one in found), tuple(photos), makes)


def finding_page(actor: Actor, number: str, *, today: date) -> tuple[FindingRow, tuple[VisitPaper, ...]]:
    """One finding with the papers of its correction; ``NotPermitted`` out of reach."""
    rows = Finding.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("visit__scheme", "visit__host", "replied_by", "corrected_by", "closed_by").first()
    if row is None:
        raise NotPermitted(number)
    return FindingRow(row, state_of(row, today)), tuple(VisitPaper.objects.filter(finding=row))


def state_of(row: Finding, today: date) -> str:
    """Where a finding stands on a day."""
    return state(Correction(row.due_on, row.corrected_on, row.closed_on), today=today)


def paper(actor: Actor, number: str) -> VisitPaper:
    """A photo for officers; proof for whoever may read the finding or the audit's case."""
    row = VisitPaper.objects.filter(number=number).select_related("visit").first()
    if row is None:
        raise NotPermitted(number)
    if row.visit is not None:
        may = Visit.objects.visible_to(actor).filter(pk=row.visit.pk).exists() and actor.may(
            Permission.VISIT_WRITE, scheme=row.visit.scheme_id
        )
    elif row.finding_id is not None:
        may = Finding.objects.visible_to(actor).filter(pk=row.finding_id).exists()
    else:
        may = AuditCase.objects.visible_to(actor).filter(papers=row).exists()
    if not may:
        raise NotPermitted(number)
    return row


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
    free = free_of_host(found or 0, host.pk, today=today)
    return list(User.objects.filter(pk__in=free).order_by("name", "pk"))
