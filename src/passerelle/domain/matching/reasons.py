"""One reason for every candidate: what was proposed, or what stood nearest in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching.changes import Changes
from passerelle.domain.matching.graph import TOLERANCE, Floats, Ints
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.profiles import CandidateProfile, VacancyProfile
from passerelle.domain.matching.requirements import Answer, Facts, Requirement, Verdict, assess
from passerelle.domain.matching.result import Outcome, Reason

NOBODY = -1
CLEARING = "clearing_score"


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """For each candidate the outcome and the vacancy that their reason speaks of (-1: none at all)."""

    outcome: NDArray[np.object_]
    vacancy: Ints
    edge: Ints  # the edge of that pair, -1 where it is none


def nearest(plan: Plan) -> Nearest:
    """The pair that each candidate's reason speaks of: their own, else the one that came closest."""
    people = len(plan.inputs.candidates)
    found = Nearest(
        np.full(people, Outcome.REFUSED, dtype=object),
        np.full(people, NOBODY, dtype=np.int64),
        np.full(people, NOBODY, dtype=np.int64),
    )
    _without_edge(plan, found)
    graph, reduced = plan.allotment.graph, plan.reduced()
    _take_best(plan, found, np.arange(graph.size), reduced)
    _mark_unplaced(plan, found, reduced)
    chosen = plan.solution.chosen
    _take_best(plan, found, chosen, graph.score[chosen])
    found.outcome[plan.got > 0] = Outcome.PROPOSED
    return found


def _take_best(plan: Plan, found: Nearest, edges: Ints, worth: Floats) -> None:
    """For every candidate in ``edges`` the one of most worth; ties to the vacancy that comes first."""
    person = plan.allotment.graph.candidate[edges]
    order = np.lexsort((edges, -worth, person))
    first = order[np.flatnonzero(np.diff(person[order], prepend=-1))]
    found.edge[person[first]] = edges[first]
    found.vacancy[person[first]] = plan.allotment.graph.post[edges[first]]


def _mark_unplaced(plan: Plan, found: Nearest, reduced: Floats) -> None:
    """Outbid where places are short at the nearest vacancy, held back where only a rule stands between."""
    graph, people = plan.allotment.graph, np.flatnonzero(found.edge >= 0)
    edges = found.edge[people]
    vacancy = found.vacancy[people]
    full = plan.holders[vacancy] >= plan.places[vacancy]
    above_price = graph.score[edges] > plan.prices[vacancy]
    charged = graph.score[edges] - plan.prices[vacancy] - reduced[edges] > TOLERANCE
    held = (~full & bool(plan.allotment.rows)) | (above_price & charged)
    found.outcome[people[held]] = Outcome.HELD_BACK
    found.outcome[people[~held]] = Outcome.OUTBID


def _without_edge(plan: Plan, found: Nearest) -> None:
    """Candidates whom no vacancy could take: refused, not assessable or without a shared skill."""
    pairs = plan.pairs
    if not plan.inputs.vacancies:
        return
    lonely = np.ones(len(plan.inputs.candidates), dtype=bool)
    lonely[plan.allotment.graph.candidate] = False
    own_skills = pairs.sides.knows["skills"]
    stated = pairs.sides.states["skills"] | (plan.inputs.scheme.weights["skills"] == 0)
    for person in np.flatnonzero(lonely):
        score, failing = pairs.score[person].astype(np.int64), pairs.failing[person].astype(np.int64)
        unknown = pairs.unknown[person].astype(np.int64)
        open_gate = failing == 0
        own_gap = open_gate & ((unknown > 0) | (stated & (not own_skills[person])))
        unshared = open_gate & (unknown == 0) & (score >= 0)
        able, outcome = next(
            (able, outcome)
            for able, outcome in (
                (own_gap, Outcome.NOT_ASSESSABLE),
                (unshared, Outcome.NO_SHARED_SKILL),
                (open_gate, Outcome.NOT_ASSESSABLE),
                (~open_gate, Outcome.REFUSED),
            )
            if able.any()
        )
        # Fewest obstacles first, then the higher score, then the earlier vacancy.
        away = np.where(able, (failing + unknown) * 20_000 - score, np.iinfo(np.int64).max)
        found.outcome[person], found.vacancy[person] = outcome, int(away.argmin())


def candidate_reasons(plan: Plan, found: Nearest, changes: Changes) -> Iterator[Reason]:
    """The reason of every candidate, in order; where a change is known it speaks of the pair that it wins."""
    reduced, loads = plan.reduced(), plan.row_loads()
    told = changes.found
    for person, facts in enumerate(plan.pairs.registry.people):
        outcome, vacancy = found.outcome[person], int(found.vacancy[person])
        if vacancy == NOBODY:
            yield Reason("candidate", facts.profile.id, "", outcome, "no_vacancies")
        elif person in told and told[person][1].who == "candidate":
            yield replace(_at(plan, person, told[person][0], outcome), change=str(told[person][1]))
        elif found.edge[person] >= 0:
            edge, change = int(found.edge[person]), ""
            if person in told:
                edge, change = _edge_of(plan, person, told[person][0]), str(told[person][1])
            reason = _priced(plan, facts.profile.id, outcome, edge, (reduced, loads))
            yield replace(reason, change=change, searched=person not in changes.unsettled)
        else:
            yield replace(_at(plan, person, vacancy, outcome), searched=person not in changes.unsettled)


def _edge_of(plan: Plan, person: int, vacancy: int) -> int:
    """The edge of a feasible pair: edges stand by candidate, then by vacancy."""
    graph = plan.allotment.graph
    first, last = np.searchsorted(graph.candidate, [person, person + 1])
    return int(first + np.searchsorted(graph.post[first:last], vacancy))


def _priced(plan: Plan, key: str, outcome: Outcome, edge: int, state: tuple[Floats, Floats]) -> Reason:
    """A reason about an edge: what was proposed, or the clearing score or rule in the way."""
    graph, (reduced, loads) = plan.allotment.graph, state
    vacancy, score = int(graph.post[edge]), int(graph.score[edge])
    other = plan.inputs.vacancies[vacancy].id
    if outcome is Outcome.PROPOSED:
        return Reason("candidate", key, other, outcome, "proposed", score=score, price=plan.price_at(vacancy))
    price = round(score - float(reduced[edge]), 3)  # the vacancy's price and what the rules add for this pair
    if outcome is Outcome.OUTBID:
        return Reason("candidate", key, other, outcome, CLEARING, "", str(score), f"{price:g}", score, price)
    rule = binding_rule(plan, edge, loads)
    return Reason("candidate", key, other, outcome, "rule", rule, score=score, price=price)


def _at(plan: Plan, person: int, vacancy: int, outcome: Outcome) -> Reason:
    """A reason about any pair: the first obstacle there, no shared skill, or the clearing score."""
    facts, profile = plan.pairs.registry.people[person], plan.inputs.vacancies[vacancy]
    score, price = int(plan.pairs.score[person, vacancy]), plan.price_at(vacancy)
    pair = ("candidate", facts.profile.id, profile.id, outcome)
    shown = None if score < 0 else score
    obstacle = first_obstacle(plan.pairs.registry.requirements[vacancy], facts)
    if obstacle is not None:
        requirement, answer = obstacle
        code = f"unknown:{answer.missing}" if answer.verdict is Verdict.UNKNOWN else requirement.code
        return Reason(*pair, code, requirement.rule, answer.have, answer.need, shown, price)
    if shown is None:
        return Reason(*pair, f"unknown:{unscored(facts.profile, profile)}")
    if not plan.pairs.shares[person, vacancy]:
        return Reason(*pair, "no_shared_skill", "", "0", str(len(set(profile.skills or ()))), shown, price)
    return Reason(*pair, CLEARING, "", str(score), str(price), score, price)


def binding_rule(plan: Plan, edge: int, loads: Floats) -> str:
    """The rule that keeps an edge out: the dearest for it, else the first that it would break."""
    if plan.solution.clash:
        return "|".join(plan.solution.clash)
    best, name = 0.0, ""
    for row, price, load in zip(plan.allotment.rows, plan.multipliers, loads, strict=True):
        at = np.searchsorted(row.edges, edge)
        if at == row.edges.size or row.edges[at] != edge or row.coefficients[at] <= 0:
            continue
        dearness = float(price * row.coefficients[at])
        breaks = load + row.coefficients[at] > row.limit + TOLERANCE
        if dearness > best or (breaks and not name):
            best, name = max(best, dearness), f"{row.rule} {row.group}".strip()
    return name


def unscored(candidate: CandidateProfile, vacancy: VacancyProfile) -> str:
    """Which fact leaves a pair without a score: the candidate's skills, the vacancy's, or every part's."""
    if candidate.skills is None:
        return "skills"
    return "vacancy.skills" if vacancy.skills is None else "scored_facts"


def first_obstacle(asked: Sequence[Requirement], facts: Facts) -> tuple[Requirement, Answer] | None:
    """The first confirmed requirement that is not met, else the first that cannot be assessed."""
    unsure = None
    for requirement in asked:
        if not requirement.confirmed:
            continue
        answer = assess(requirement.test, facts)
        if answer.verdict is Verdict.NOT_MET:
            return requirement, answer
        if answer.verdict is Verdict.UNKNOWN and unsure is None:
            unsure = requirement, answer
    return unsure
