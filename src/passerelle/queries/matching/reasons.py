"""Why a pair of a run is or is not proposed: answered from the frozen record, kept in memory by process."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.context import Context, read_context
from passerelle.domain.matching.explain import Explanation, explain
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.snapshot import thaw
from passerelle.records.selection.models import Proposal, Run

KEPT = 4  # runs kept in memory; the newest asked for stay


@dataclass(frozen=True, slots=True, eq=False)
class Frozen:
    """A finished run's record, ready to explain any of its pairs."""

    context: Context
    candidates: Mapping[str, CandidateProfile]
    vacancies: Mapping[str, VacancyProfile]
    groups: Mapping[str, GroupFacts]


def pair_reasons(actor: Actor, run_number: str, candidate: str, vacancy: str) -> Explanation:
    """Every gate, part, price and possible change of one pair, for those who may read the matching.

    Two queries, three for the first pair of a run. ``NotPermitted`` out of reach; ``Refused`` with code
    ``run_not_ready`` or ``not_in_run``.
    """
    run = ready_run(actor, run_number)
    frozen = frozen_run(run.pk, run.digest)
    person, job = frozen.candidates.get(candidate), frozen.vacancies.get(vacancy)
    if person is None or job is None:
        message = Text("This pair was not part of the run.")
        raise Refused([Problem("not_in_run", message, Text("Run the matching again, then look here."))])
    mine = Proposal.objects.filter(run=run, candidate__number=candidate).order_by("pk")
    placed = {candidate: tuple(mine.values_list("vacancy__number", flat=True))}
    group = frozen.groups.get(candidate, GroupFacts())
    return explain(replace(frozen.context, placed=placed), person, job, group=group)


def ready_run(actor: Actor, number: str) -> Run:
    """A finished run within reach, without its heavy columns; codes as ``pair_reasons``."""
    rows = Run.objects.visible_to(actor).select_related("scheme").filter(number=number)
    run = rows.defer("snapshot", "certificate", "fairness").first()
    if run is None:
        raise NotPermitted(number)
    actor.must(Permission.MATCH_READ, scheme=run.scheme_id)
    if run.state != Run.State.READY:
        raise Refused([Problem("run_not_ready", Text("This run is not finished."))])
    return run


@lru_cache(maxsize=KEPT)
def frozen_run(key: int, digest: str) -> Frozen:
    """The record of a run by its key; a ready run never changes, its digest stands for its content."""
    rows = Run.objects.unscoped("the caller has reached the run").filter(pk=key, digest=digest)
    snapshot, certificate = rows.values_list("snapshot", "certificate").get()
    inputs = thaw(bytes(snapshot or b""))
    return Frozen(
        context=read_context(certificate["context"]),
        candidates={one.id: one for one in inputs.candidates},
        vacancies={one.id: one for one in inputs.vacancies},
        groups=inputs.groups,
    )
