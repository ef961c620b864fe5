"""The run: profiles and a scheme in; placements, proof, prices and a reason for everybody out."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.changes import Changes, own_changes
from passerelle.domain.matching.clearing import Clearing, reads_changeable
from passerelle.domain.matching.concessions import concede
from passerelle.domain.matching.context import context_of
from passerelle.domain.matching.fairness import fairness_sheet
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.openings import vacancy_reasons
from passerelle.domain.matching.plan import Asked, Plan, Progress, Watch, plan
from passerelle.domain.matching.prices import requirement_uses, rule_uses
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.reasons import candidate_reasons, nearest
from passerelle.domain.matching.result import Certificate, Counts, MatchResult, Placement
from passerelle.domain.matching.snapshot import digest_of
from passerelle.domain.matching.stable_side import stable_side
from passerelle.domain.matching.standing import Standing, standing_of
from passerelle.domain.schemes.scheme import Scheme

REQUIREMENT_PAIRS = 1_500_000  # pairs that the reruns behind requirement prices may solve over
CHANGE_PAIRS = 1_500_000  # and those behind changes


def match(
    scheme: Scheme,
    candidates: Sequence[CandidateProfile],
    vacancies: Sequence[VacancyProfile],
    *,
    on: date,
    groups: Mapping[str, GroupFacts] | None = None,
    seed: int = 0,
) -> MatchResult:
    """Match two lists under a scheme, as in a notebook.

    >>> from datetime import date
    >>> from passerelle.domain.schemes.scheme import Act, Scheme
    >>> weights = {"skills": 5500, "occupation": 2500, "country": 1500, "experience": 500}
    >>> scheme = Scheme(code="try", name="A try", version="1", unit="worker", act=Act(kind="assignment"),
    ...                 weights=weights, tracks=())
    >>> people = [CandidateProfile(id="ana", skills=("java", "sql"))]
    >>> people += [CandidateProfile(id="bo", skills=("sql",))]
    >>> work = [VacancyProfile(id="dev", skills=("java", "sql"))]
    >>> result = match(scheme, people, work, on=date(2026, 9, 1))
    >>> [(one.candidate, one.vacancy, one.score) for one in result.placements]
    [('ana', 'dev', 10000)]
    >>> result.reason("candidate", "bo").outcome.value
    'outbid'
    """
    return run_match(
        MatchInputs(
            scheme=scheme,
            candidates=tuple(candidates),
            vacancies=tuple(vacancies),
            on=on,
            groups=groups or {},
            seed=seed,
        )
    )


def run_match(
    inputs: MatchInputs, *, progress: Progress | None = None, cancelled: Asked | None = None
) -> MatchResult:
    """The whole run. Raises ``Cancelled`` when asked to stop and ``Refused`` for a rule that cannot be used.

    ``progress`` hears a step and the share done. Everything but ``seconds`` follows from the inputs.
    """
    return run_with_plan(inputs, progress=progress, cancelled=cancelled)[1]


def run_with_plan(
    inputs: MatchInputs, *, progress: Progress | None = None, cancelled: Asked | None = None
) -> tuple[Plan, MatchResult]:
    """As ``run_match``, with the solved plan beside it, from which the proof is published."""
    watch, clock = Watch(progress, cancelled), _Clock()
    solved = plan(inputs, watch)
    clock.lap("solve")
    standing = standing_of(solved)
    rules = rule_uses(solved, Budget(), watch)
    requirements = requirement_uses(solved, standing, Budget(REQUIREMENT_PAIRS), watch)
    clock.lap("prices")
    changes = changes_of(solved, standing, Budget(CHANGE_PAIRS), watch)
    clock.lap("changes")
    reasons = (*candidate_reasons(solved, nearest(solved), changes), *vacancy_reasons(solved))
    clock.lap("reasons")
    result = MatchResult(
        digest=digest_of(inputs),
        counts=counts_of(solved),
        placements=placements_of(solved),
        certificate=certificate_of(solved),
        rules=rules,
        requirements=requirements,
        stable=stable_side(solved),
        reasons=reasons,
        fairness=fairness_sheet(solved),
        context=context_of(solved),
    )
    clock.lap("sheet")
    watch.at("reasons", 1.0)
    return solved, replace(result, seconds=clock.laps)


def changes_of(solved: Plan, standing: Standing | None, budget: Budget, watch: Watch) -> Changes:
    """The cheapest change for each unplaced candidate; all stay unsettled where the answer is not exact."""
    if standing is None or reads_changeable(solved.inputs):
        return Changes(unsettled=set(np.flatnonzero(solved.got == 0).tolist()))
    clearing = Clearing(solved, standing, budget)
    changes = own_changes(clearing, lambda share: watch.at("reasons", share))
    concede(clearing, changes)
    return changes


class _Clock:
    """Seconds by step; a stopwatch, never a date."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.laps[step] = round(now - self._last, 3)
        self._last = now


def counts_of(solved: Plan) -> Counts:
    """Sizes of a run; ``posts`` are the places that the act allots."""
    return Counts(
        candidates=len(solved.inputs.candidates),
        vacancies=len(solved.inputs.vacancies),
        posts=int(solved.places.sum()),
        eligible_pairs=int(solved.pairs.eligible.sum()),
        not_assessable_pairs=int(solved.pairs.blind.sum()),
        feasible_pairs=solved.allotment.graph.size,
    )


def placements_of(solved: Plan) -> tuple[Placement, ...]:
    """The pairs chosen, by candidate; ranks run per vacancy from the highest score down."""
    graph, chosen = solved.allotment.graph, solved.solution.chosen
    people, posts, scores = graph.candidate[chosen], graph.post[chosen], graph.score[chosen]
    order = np.lexsort((people, -scores, posts))
    first = np.searchsorted(posts[order], posts[order], side="left")
    ranks = np.zeros(chosen.size, dtype=np.int64)
    ranks[order] = np.arange(chosen.size) - first + 1
    ids, names = solved.inputs.candidates, solved.inputs.vacancies
    return tuple(
        Placement(ids[person].id, names[post].id, int(score), int(rank))
        for person, post, score, rank in zip(people, posts, scores, ranks, strict=True)
    )


def certificate_of(solved: Plan) -> Certificate:
    """What proves the value of a run."""
    found, rows = solved.solution, solved.allotment.rows
    proven = found.prices if found.prices.size else solved.prices
    prices = {one.id: float(price) for one, price in zip(solved.inputs.vacancies, proven, strict=True)}
    multipliers = {
        (row.rule, row.group): float(price) for row, price in zip(rows, solved.multipliers, strict=True)
    }
    certified = (found.status, found.value, found.bound, found.gap, found.method)
    broken = sum(row.violated(found.chosen) for row in rows) if found.status != "infeasible" else 0
    return Certificate(*certified, prices, multipliers, tuple(found.clash), broken)
