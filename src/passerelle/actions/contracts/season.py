"""Seasonal contracts that rest on an employer's joint file instead of an offer made here; and their end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.contracts.reach import contract_for, refusal
from passerelle.actions.steps.papers.signing import withdraw_papers
from passerelle.actions.steps.places.contracts import link_to_stays
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.contracts.season import END_CODES, HIRINGS
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.contracts.models import Contract
from passerelle.records.journeys.models import Journey
from passerelle.records.signing.models import Paper
from passerelle.records.vacancies.models import Vacancy


@dataclass(frozen=True, slots=True)
class Hiring:
    """Which vacancy, whether the employer named these workers or asked for workers, and its joint file."""

    vacancy: str
    hiring: str
    joint_file: str


def open_season_contracts(
    actor: Actor, journeys: Sequence[str], hiring: Hiring, *, key: str | None = None
) -> list[str]:
    """A seasonal contract for each of these open cases, all or none; their numbers.

    Refused with ``unknown_hiring``, ``no_joint_file``, ``unknown_vacancy``, or for each case with
    ``contract_there``: a recall under a contract that stands needs no new one.
    """
    content = [list(journeys), hiring.vacancy, hiring.hiring, hiring.joint_file]
    with writing(actor, "contract.hire", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return [str(one) for one in note.answer] if isinstance(note.answer, list) else []
        if hiring.hiring not in HIRINGS:
            raise refusal("unknown_hiring", Text("Named or generic?"), column="hiring")
        if not hiring.joint_file.strip():
            hint = Text("Enter the number under which the employer's file of posts is kept.")
            raise refusal("no_joint_file", Text("The joint file is missing."), hint, column="joint_file")
        rows = _cases(actor, journeys)
        vacancy = _vacancy(actor, hiring.vacancy, rows)
        made = Contract.objects.bulk_create(
            [
                Contract(
                    candidate=one.candidate,
                    vacancy=vacancy,
                    employer=vacancy.employer,
                    form="seasonal",
                    hiring=hiring.hiring,
                    joint_file=hiring.joint_file.strip()[:80],
                )
                for one in rows
            ],
            batch_size=500,
        )
        link_to_stays(note, made)
        note.scheme_code = rows[0].candidate.scheme.code
        note.about(*(one.number for one in made), *(one.candidate.number for one in rows))
        note.details = {"hiring": hiring.hiring, "contracts": len(made)}
        note.answer = [one.number for one in made]
        return [one.number for one in made]


def end_contract(
    actor: Actor, number: str, *, on: date, code: str, version: int | None = None, key: str | None = None
) -> None:
    """A contract ends on a day, for a coded reason; a paper that still waits is withdrawn.

    Refused with ``unknown_code``, ``dates-out-of-order`` (later than today), ``contract_ended`` or ``stale``.
    """
    content = [number, on.isoformat(), code]
    with writing(actor, "contract.end", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        contract = contract_for(actor, number)
        must_be_version(contract, version)
        if code not in END_CODES:
            raise refusal("unknown_code", Text("Choose one of the list."), column="code")
        if on > timezone.localdate():
            raise refusal("dates-out-of-order", Text("This day is still to come."), column="ended_on")
        waiting = Paper.objects.unscoped("the contract was reached").filter(
            contract_version__contract=contract, completed_at__isnull=True, withdrawn_at__isnull=True
        )
        withdraw_papers(note, list(waiting), code="contract_ended", at=timezone.now())
        contract.ended_on, contract.end_code = on, code
        save_next(contract)
        note.scheme_code = contract.candidate.scheme.code
        note.about(number, contract.candidate.number, contract.candidate.person.number)
        note.details = {"code": code}


def _cases(actor: Actor, numbers: Sequence[str]) -> list[Journey]:
    rows = Journey.objects.visible_to(actor).filter(number__in=list(numbers), ended_on__isnull=True)
    found = list(rows.select_related("candidate__person", "candidate__scheme").order_by("pk"))
    if not found or len(found) != len(set(numbers)):
        raise NotPermitted("journey")
    for scheme in {one.candidate.scheme_id for one in found}:
        actor.must(Permission.CONTRACT_WRITE, scheme=scheme)
    held = Contract.objects.unscoped("the cases were reached").filter(
        candidate__in=[one.candidate_id for one in found], form="seasonal", ended_on__isnull=True
    )
    busy = dict(held.values_list("candidate", "number"))
    hint = Text("A recall goes on under it; end it first where a new one is to be signed.")
    problems = [
        Problem(
            "contract_there",
            Text("The contract %(number)s still stands.", {"number": busy[one.candidate_id]}),
            hint,
            sheet=one.number,
        )
        for one in found
        if one.candidate_id in busy
    ]
    if problems:
        raise Refused(problems)
    return found


def _vacancy(actor: Actor, number: str, cases: Sequence[Journey]) -> Vacancy:
    rows = Vacancy.objects.visible_to(actor).select_related("employer").filter(number=number)
    vacancy = rows.first()
    if vacancy is None or any(one.candidate.scheme_id != vacancy.scheme_id for one in cases):
        message = Text("No vacancy of this scheme has this number.")
        raise refusal("unknown_vacancy", message, column="vacancy")
    return vacancy
