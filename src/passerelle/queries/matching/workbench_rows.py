"""The rows of a run as its staff read them: proposals with their decisions, and the reason of everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.intake.signs import fold
from passerelle.domain.kernel.identifiers import read_number
from passerelle.queries.matching.reasons import ready_run
from passerelle.records.candidates.models import Person
from passerelle.records.selection.models import Decision, Proposal, Reason, Referral, Run

PARTS = ("skills", "occupation", "country", "experience")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, for those who may read it."""

    family: str
    given: str
    original: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided on a proposal, and the referral that came of it."""

    answer: str
    by: str
    at: datetime
    reason_code: str
    note: str
    referral: str | None


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposed pair; ``parts`` are name, points, the most it could give and whether it was assessed."""

    number: str
    version: int
    rank: int
    candidate: str
    name: Name | None
    score: int
    parts: tuple[tuple[str, Mapping[str, Any]], ...]
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """Why a candidate or a vacancy stands where it does; ``other`` is the other side's number."""

    side: str
    number: str
    name: Name | None
    outcome: str
    code: str
    rule: str
    have: str
    need: str
    other: str
    score: int | None
    price: float | None
    change: str
    change_searched: bool


def proposal_lines(run: Run, vacancies: Sequence[int], *, names: bool) -> dict[int, tuple[ProposalLine, ...]]:
    """The proposals of these vacancies by vacancy, best first. Three queries."""
    rows = Proposal.objects.filter(run=run, vacancy__in=vacancies).select_related("candidate__person")
    proposals = list(rows.order_by("vacancy_id", "rank", "pk"))
    decided = decided_by_proposal([row.pk for row in proposals])
    lines: dict[int, tuple[ProposalLine, ...]] = {}
    for row in proposals:
        line = proposal_line(row, decided.get(row.pk), names=names)
        lines[row.vacancy_id] = (*lines.get(row.vacancy_id, ()), line)
    return lines


def proposal_line(row: Proposal, decided: Decided | None, *, names: bool) -> ProposalLine:
    """A proposal as a line."""
    return ProposalLine(
        number=row.number,
        version=row.version,
        rank=row.rank,
        candidate=row.candidate.number,
        name=name_of(row.candidate.person) if names else None,
        score=row.score,
        parts=tuple((part, row.parts[part]) for part in PARTS if part in row.parts),
        decided=decided,
    )


def decided_by_proposal(proposals: Sequence[int]) -> dict[int, Decided]:
    """The decisions on proposals with their referrals. Two queries."""
    why = "referrals of proposals that the caller has reached"
    referrals = Referral.objects.unscoped(why).filter(proposal__in=proposals)
    numbers = dict(referrals.values_list("proposal_id", "number"))
    rows = Decision.objects.filter(proposal__in=proposals).select_related("by")
    return {
        row.proposal_id: Decided(
            row.answer, row.by.name, row.at, row.reason_code, row.note, numbers.get(row.proposal_id)
        )
        for row in rows
    }


def run_people(
    actor: Actor, number: str, *, outcome: str = "", text: str = "", first: int = 0, most: int = 50
) -> tuple[int, list[ReasonLine]]:
    """How many candidates of a run match, and a slice of them with their reasons. Three queries.

    ``outcome`` narrows to one outcome, ``text`` is part of a name or a public number.
    """
    run = ready_run(actor, number)
    names = actor.may(Permission.CANDIDATE_READ, scheme=run.scheme_id)
    rows = Reason.objects.filter(_narrowed(outcome, text, names=names), run=run, side="candidate")
    order = ("candidate__person__search_name", "candidate__number") if names else ("candidate__number",)
    shown = rows.select_related("candidate__person").order_by(*order)[first : first + most]
    return rows.count(), [reason_line(row, names=names) for row in shown]


def _narrowed(outcome: str, text: str, *, names: bool) -> Q:
    narrowed = Q(outcome=outcome) if outcome else Q()
    wanted = read_number(text)
    if wanted is not None:
        return narrowed & (Q(candidate__number=wanted) | Q(candidate__person__number=wanted))
    for word in fold(text).split() if names else ():
        narrowed &= Q(candidate__person__search_name__contains=word)
    return narrowed


def reason_line(row: Reason, *, names: bool) -> ReasonLine:
    """A reason as a line; its side must have been read with it."""
    side = row.candidate if row.side == "candidate" else row.vacancy
    change: Mapping[str, Any] = row.change or {}
    return ReasonLine(
        side=row.side,
        number=side.number if side else "",
        name=name_of(row.candidate.person) if names and row.candidate else None,
        outcome=row.outcome,
        code=row.code,
        rule=row.rule,
        have=row.have,
        need=row.need,
        other=row.other,
        score=row.score,
        price=row.price,
        change=str(change.get("text", "")),
        change_searched=bool(change.get("searched", True)),
    )


def name_of(person: Person) -> Name:
    """A person's name."""
    return Name(person.family_name, person.given_name, person.name_original)
