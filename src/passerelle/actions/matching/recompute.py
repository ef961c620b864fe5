"""Prove a run: its frozen record, computed again, gives the same answer as the rows that were saved."""

from dataclasses import dataclass

from django.db import transaction

from passerelle.actions.matching.reach import must_be_ready, refusal, run_for
from passerelle.actions.steps.writing import record_event
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.result import MatchResult
from passerelle.domain.matching.run import run_match
from passerelle.domain.matching.snapshot import thaw
from passerelle.records.candidates.models import Candidate
from passerelle.records.selection.models import Proposal, Run
from passerelle.records.vacancies.models import Vacancy


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Digests of the run computed again, and whether they and the saved proposals agree with the record."""

    inputs_digest: str
    digest: str
    same_inputs: bool
    same_outcome: bool
    proposals_changed: int  # saved proposals that the record does not give, or gives otherwise

    @property
    def agrees(self) -> bool:
        """Whether the record proves the run."""
        return self.same_inputs and self.same_outcome and not self.proposals_changed


def recompute(actor: Actor, number: str) -> Recomputed:
    """Compute a finished run again from its frozen record alone; nothing but an event is written.

    Raises ``Refused`` with code ``run_not_ready``, or ``not_this_engine`` for a record of another version.
    """
    light = run_for(actor, number, Permission.MATCH_READ)
    must_be_ready(light)
    run = Run.objects.visible_to(actor).get(number=number)
    try:
        inputs = thaw(bytes(run.snapshot or b""))
    except ValueError as error:
        message = Text("This record cannot be computed again: %(why)s.", {"why": str(error)})
        raise refusal("not_this_engine", message) from error
    result = run_match(inputs)
    answer = Recomputed(
        inputs_digest=result.digest,
        digest=result.outcome_digest,
        same_inputs=result.digest == run.inputs_digest,
        same_outcome=result.outcome_digest == run.digest,
        proposals_changed=_changed(run, result),
    )
    with transaction.atomic():
        details: dict[str, object] = {"agrees": answer.agrees, "digest": answer.digest}
        record_event(
            actor,
            "match.recompute",
            Purpose.OVERSIGHT,
            scheme_code=light.scheme.code,
            subjects=[number],
            details=details,
        )
    return answer


def _changed(run: Run, result: MatchResult) -> int:
    rows = Proposal.objects.filter(run=run).values_list("candidate__number", "vacancy__number", "score", "rank")
    given = {(one.candidate, one.vacancy, one.score, one.rank) for one in result.placements}
    saved = set(rows)
    # Only what was erased since the run began may lack a row.
    here = {one for one in given - saved if _exists(one[0], one[1])}
    return len((saved - given) | here)


def _exists(candidate: str, vacancy: str) -> bool:
    why = "whether a row is lacking because it was erased"
    people = Candidate.objects.unscoped(why).filter(number=candidate)
    return people.exists() and Vacancy.objects.unscoped(why).filter(number=vacancy).exists()
