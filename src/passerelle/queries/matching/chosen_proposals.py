"""Proposals chosen for one decision, each with what should make a person look twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.matching.workbench_rows import Decided, ProposalLine, decided_by_proposal, proposal_line
from passerelle.records.selection.models import Offer, Proposal, Referral, Run

LIGHT = ("snapshot", "certificate", "fairness", "summary")
WHY = "proposals of a run that was reached"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One proposal with its vacancy; ``warnings`` are codes, ``barred`` means it cannot be accepted now."""

    line: ProposalLine
    person: str
    vacancy: str
    title: str
    employer: str
    warnings: tuple[str, ...]

    @property
    def barred(self) -> bool:
        """Whether accepting would be refused."""
        return bool({"decided", "withdrawn", "closed", "referred"} & set(self.warnings))


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows of one page and the run that they belong to."""

    run: str
    ordinal: int
    scheme: str
    rows: tuple[Chosen, ...]


def chosen_proposals(actor: Actor, run_number: str, numbers: Sequence[str]) -> Choice:
    """The rows in the order of vacancy and rank. Six queries; ``NotPermitted`` out of reach."""
    run = Run.objects.visible_to(actor).defer(*LIGHT).select_related("scheme").filter(number=run_number).first()
    if run is None:
        raise NotPermitted(run_number)
    actor.must(Permission.MATCH_DECIDE, scheme=run.scheme_id)
    names = actor.may(Permission.CANDIDATE_READ, scheme=run.scheme_id)
    found = Proposal.objects.filter(run=run, number__in=numbers)
    joined = found.select_related("candidate__person", "vacancy__employer")
    rows = list(joined.order_by("vacancy__title", "vacancy_id", "rank", "pk"))
    decided = decided_by_proposal([row.pk for row in rows])
    referred, full = _referred(rows), _full(rows)
    chosen = (_chosen(row, decided.get(row.pk), referred, full, names) for row in rows)
    return Choice(run.number, run.ordinal, run.scheme.code, tuple(chosen))


def run_of_proposal(actor: Actor, number: str) -> str:
    """The number of the run that a proposal belongs to; ``NotPermitted`` out of reach."""
    runs = Run.objects.visible_to(actor).values("pk")
    run = Proposal.objects.filter(number=number, run__in=runs).values_list("run__number", flat=True).first()
    if run is None:
        raise NotPermitted(number)
    return run


def _chosen(
    row: Proposal, decided: Decided | None, referred: set[tuple[int, int]], full: set[int], names: bool
) -> Chosen:
    facts = {
        "decided": decided is not None,
        "withdrawn": row.candidate.withdrawn_on is not None,
        "closed": row.vacancy.closed_on is not None,
        "referred": decided is None and (row.candidate_id, row.vacancy_id) in referred,
        "full": row.vacancy_id in full,
        "unassessed": any(not part["assessed"] for part in row.parts.values()),
    }
    return Chosen(
        line=proposal_line(row, decided, names=names),
        person=row.candidate.person.number,
        vacancy=row.vacancy.number,
        title=row.vacancy.title,
        employer=row.vacancy.employer.name,
        warnings=tuple(code for code, holds in facts.items() if holds),
    )


def _referred(rows: Sequence[Proposal]) -> set[tuple[int, int]]:
    people = {row.candidate_id for row in rows}
    open_ = Referral.objects.unscoped(WHY).filter(candidate__in=people, ended_at__isnull=True)
    return set(open_.values_list("candidate_id", "vacancy_id"))


def _full(rows: Sequence[Proposal]) -> set[int]:
    posts = {row.vacancy_id: row.vacancy.posts for row in rows}
    held = Offer.objects.filter(place__vacancy__in=posts, released_at__isnull=True)
    counts: dict[int, int] = {}
    for vacancy in held.values_list("place__vacancy_id", flat=True):
        counts[vacancy] = counts.get(vacancy, 0) + 1
    return {vacancy for vacancy, count in counts.items() if count >= posts[vacancy]}
