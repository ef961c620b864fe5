"""A computed run becomes rows: everything in one short transaction, or nothing."""

import resource
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.pairs import scale_of
from passerelle.domain.matching.plan import Cancelled
from passerelle.domain.matching.publish import run_keys
from passerelle.domain.matching.result import MatchResult
from passerelle.domain.matching.result import Reason as Why
from passerelle.domain.matching.scoring import score_pair
from passerelle.domain.matching.snapshot import freeze
from passerelle.records.candidates.models import Candidate
from passerelle.records.selection.models import Proposal, Reason, Run
from passerelle.records.vacancies.models import Vacancy

WHY = "rows of the run's own scheme, as read when it began"
BATCH = 1_000
Ids = Mapping[str, int]


def save(run: Run, inputs: MatchInputs, result: MatchResult) -> None:
    """Save proposals, reasons, summary, certificate and sheet; raises ``Cancelled`` when asked to meanwhile.

    People and vacancies erased since the run began are left out; the frozen record still has them.
    """
    frozen = freeze(inputs)
    summary, certificate = summary_of(inputs, result), certificate_of(result)
    parts = list(_parts(inputs, result))
    with writing(SYSTEM, "match.ready", purpose=Purpose.RECRUITMENT) as note:
        running = Run.objects.unscoped(WHY).filter(pk=run.pk, state=Run.State.RUNNING, cancel_asked=False)
        now = timezone.now()
        if not running.update(
            state=Run.State.READY, step="", progress=100, ready_at=now, changed_at=now, snapshot=frozen,
            inputs_digest=result.digest, digest=result.outcome_digest, summary=summary,
            certificate=certificate, fairness=dict(result.fairness),
        ):  # fmt: skip
            raise Cancelled("saving")
        people, work = _known(Candidate, run.scheme_id), _known(Vacancy, run.scheme_id)
        Proposal.objects.bulk_create(_proposals(run, result, parts, people, work), batch_size=BATCH)
        Reason.objects.bulk_create(_reasons(run, result, people, work), batch_size=BATCH)
        note.scheme_code = run.scheme.code
        note.about(run.number)
        note.details = {"digest": result.outcome_digest, "placed": result.placed, "ordinal": run.ordinal}


def summary_of(inputs: MatchInputs, result: MatchResult) -> dict[str, Any]:
    """The keys of run.json (docs/formats.md) but the fairness sheet and the requirements, kept apart."""
    keys = run_keys(inputs, result, seconds=sum(result.seconds.values()), peak_mb=peak_mb())
    shown = {name: value for name, value in keys.items() if name not in ("fairness", "requirements")}
    return {**shown, "lowest_ratio": result.fairness.get("lowest_ratio"), "dropped": sorted(inputs.dropped)}


def certificate_of(result: MatchResult) -> dict[str, Any]:
    """Prices by vacancy and multipliers by rule row, which prove the bound; what each requirement costs."""
    proof = result.certificate
    return {
        "prices": dict(proof.prices),
        "multipliers": [[rule, group, price] for (rule, group), price in proof.multipliers.items()],
        "requirements": [asdict(one) for one in result.requirements],
        # What any explanation needs; who is placed stands in the proposals, where it can be erased.
        "context": {**result.context.as_dict(), "placed": {}},
    }


def peak_mb() -> float:
    """The most memory this process has held, in MiB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(held / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


def _known(model: type[Candidate] | type[Vacancy], scheme: int) -> Ids:
    rows = model.objects.unscoped(WHY).filter(scheme_id=scheme)
    return dict(rows.values_list("number", "pk"))


def _parts(inputs: MatchInputs, result: MatchResult) -> Iterator[dict[str, Any]]:
    """The named parts of every proposed pair's score, in the order of the placements."""
    scale = scale_of(inputs)
    people = {one.id: one for one in inputs.candidates}
    work = {one.id: one for one in inputs.vacancies}
    for one in result.placements:
        score = score_pair(people[one.candidate], work[one.vacancy], scale)
        yield {
            part.name: {"points": part.points, "most": part.most, "assessed": part.assessed}
            for part in score.parts
        }


def _proposals(
    run: Run, result: MatchResult, parts: list[dict[str, Any]], people: Ids, work: Ids
) -> Iterator[Proposal]:
    for one, part in zip(result.placements, parts, strict=True):
        if one.candidate in people and one.vacancy in work:
            ids = {"candidate_id": people[one.candidate], "vacancy_id": work[one.vacancy]}
            yield Proposal(run=run, score=one.score, rank=one.rank, parts=part, **ids)


def _reasons(run: Run, result: MatchResult, people: Ids, work: Ids) -> Iterator[Reason]:
    for why in result.reasons:
        mine = (people if why.side == "candidate" else work).get(why.id)
        if mine is not None:
            yield _reason(run, why, mine)


def _reason(run: Run, why: Why, mine: int) -> Reason:
    return Reason(
        run=run,
        side=why.side,
        candidate_id=mine if why.side == "candidate" else None,
        vacancy_id=mine if why.side == "vacancy" else None,
        other=_cut("other", why.other),
        outcome=why.outcome,
        code=_cut("code", why.code),
        rule=_cut("rule", why.rule),
        have=_cut("have", why.have),
        need=_cut("need", why.need),
        score=why.score,
        price=why.price,
        change={"text": why.change, "searched": why.searched} if why.change or not why.searched else None,
    )


def _cut(column: str, text: str) -> str:
    most: int = getattr(Reason._meta.get_field(column), "max_length", 0)
    return text if len(text) <= most else text[: most - 1] + "…"
