"""Sampled audits and their cases as far as the reader may know them."""

from dataclasses import dataclass
from datetime import date

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.visits.audits import Steps, state
from passerelle.domain.visits.sampling import Unit, commitment, draw
from passerelle.queries.cases.dossiers import Checklist, papers_of_host
from passerelle.records.visits.models import Audit, AuditCase


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case and where it stands."""

    case: AuditCase
    state: str


@dataclass(frozen=True, slots=True)
class Redrawn:
    """The sample drawn again from what was kept; ``holds`` when digest and hosts are the same."""

    drawn: tuple[str, ...]
    kept: tuple[str, ...]
    digest_holds: bool

    @property
    def holds(self) -> bool:
        """Whether nobody changed anything."""
        return self.digest_holds and sorted(self.drawn) == sorted(self.kept)


def audits(actor: Actor) -> list[Audit]:
    """Campaigns within reach, the newest first."""
    return list(Audit.objects.visible_to(actor).select_related("scheme"))


def audit_cases(actor: Actor, *, today: date, audit: str = "") -> list[CaseRow]:
    """Cases within reach by their terms: of one campaign, or a host's own of all of them. One query."""
    rows = AuditCase.objects.visible_to(actor)
    if audit:
        rows = rows.filter(audit__number=audit)
    return [CaseRow(one, state_of(one, today)) for one in rows.select_related("audit__scheme", "host")]


def audit_page(actor: Actor, number: str) -> Audit:
    """One campaign; ``NotPermitted`` out of reach."""
    row = Audit.objects.visible_to(actor).filter(number=number).select_related("scheme", "opened_by").first()
    if row is None:
        raise NotPermitted(number)
    return row


def case_page(actor: Actor, number: str, *, today: date) -> tuple[CaseRow, Checklist | None]:
    """One case with its proof; ``NotPermitted`` out of reach."""
    rows = AuditCase.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("audit__scheme", "host").first()
    if row is None:
        raise NotPermitted(number)
    return CaseRow(row, state_of(row, today)), papers_of_host(actor, row.dossier_id, on=today)


def redraw(actor: Actor, number: str) -> Redrawn:
    """Draw a campaign's sample again from the kept frame and seed."""
    row = audit_page(actor, number)
    frame = [Unit(host, stratum) for host, stratum in row.frame]
    cases = AuditCase.objects.visible_to(actor).filter(audit=row).order_by("pk")
    kept = tuple(cases.values_list("host__number", flat=True))
    return Redrawn(draw(frame, row.size, row.seed), kept, commitment(row.seed) == row.seed_digest)


def state_of(row: AuditCase, today: date) -> str:
    """Where a case stands on a day."""
    steps = Steps(
        row.due_on,
        row.answered_on,
        row.verdict,
        row.reply_until,
        row.replied_on is not None,
        row.sanction,
        row.contest_until,
        row.contested_on is not None,
        row.contest_outcome,
    )
    return state(steps, today=today)
