"""Both sides of a pair as people name them, what the run stored about each, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.matching.workbench_rows import (
    Name,
    ProposalLine,
    ReasonLine,
    decided_by_proposal,
    name_of,
    proposal_line,
    reason_line,
)
from passerelle.records.candidates.models import Candidate
from passerelle.records.selection.models import Proposal, Reason, Referral, Run
from passerelle.records.vacancies.models import Vacancy

LIGHT = ("snapshot", "certificate", "fairness", "summary")
WHY = "sides of a run that was reached"


@dataclass(frozen=True, slots=True)
class PairSides:
    """Who and what a pair is; ``person`` is the public number for the record of reading."""

    candidate: str
    person: str
    name: Name | None
    vacancy: str
    title: str
    employer: str
    proposal: ProposalLine | None
    referral: str | None  # an open referral of this pair
    reason: ReasonLine | None  # what the run stored about the candidate
    vacancy_reason: ReasonLine | None


def pair_sides(actor: Actor, run_number: str, candidate: str, vacancy: str) -> PairSides:
    """Both sides of a pair of a run; ``NotPermitted`` when either is not of the run's scheme."""
    run = Run.objects.visible_to(actor).defer(*LIGHT).filter(number=run_number).first()
    if run is None:
        raise NotPermitted(run_number)
    people = Candidate.objects.unscoped(WHY).filter(scheme=run.scheme_id, number=candidate)
    work = Vacancy.objects.unscoped(WHY).filter(scheme=run.scheme_id, number=vacancy)
    person, job = people.select_related("person").first(), work.select_related("employer").first()
    if person is None or job is None:
        raise NotPermitted(candidate if person is None else vacancy)
    names = actor.may(Permission.CANDIDATE_READ, scheme=run.scheme_id)
    row = (
        Proposal.objects.filter(run=run, candidate=person, vacancy=job)
        .select_related("candidate__person")
        .first()
    )
    decided = decided_by_proposal([row.pk] if row else [])
    referred = Referral.objects.visible_to(actor).filter(candidate=person, vacancy=job, ended_at__isnull=True)
    stored = _stored(run, person, job, names=names)
    return PairSides(
        candidate=candidate,
        person=person.person.number,
        name=name_of(person.person) if names else None,
        vacancy=vacancy,
        title=job.title,
        employer=job.employer.name,
        proposal=proposal_line(row, decided.get(row.pk), names=names) if row else None,
        referral=referred.values_list("number", flat=True).first(),
        reason=stored.get("candidate"),
        vacancy_reason=stored.get("vacancy"),
    )


def _stored(run: Run, person: Candidate, job: Vacancy, *, names: bool) -> Mapping[str, ReasonLine]:
    rows = Reason.objects.filter(run=run).select_related("candidate__person", "vacancy")
    mine = rows.filter(candidate=person) | rows.filter(vacancy=job)
    return {row.side: reason_line(row, names=names) for row in mine}


def other_side(actor: Actor, run_number: str, *, candidate: str = "", vacancy: str = "") -> tuple[str, str]:
    """The pair that the stored reason of a candidate, or of a vacancy, speaks of; empty where there is none."""
    runs = Run.objects.visible_to(actor).filter(number=run_number)
    rows = Reason.objects.filter(run__in=runs.values("pk"))
    wanted: dict[str, Any] = {"candidate__number": candidate} if candidate else {"vacancy__number": vacancy}
    other = rows.filter(**wanted).values_list("other", flat=True).first() or ""
    return (candidate, other) if candidate else (other, vacancy)
