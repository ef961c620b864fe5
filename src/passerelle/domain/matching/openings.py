"""One reason for every vacancy: filled, or what keeps its places open."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from passerelle.domain.matching.graph import Ints
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.requirements import Requirement
from passerelle.domain.matching.result import Outcome, Reason


def vacancy_reasons(plan: Plan) -> Iterator[Reason]:
    """The reason of every vacancy, in order; ``have`` counts people, ``need`` says what of."""
    holders, places = plan.holders, plan.places
    for index, vacancy in enumerate(plan.inputs.vacancies):
        if holders[index] >= places[index]:
            yield _filled(plan, index)
        else:
            outcome = Outcome.PARTLY_FILLED if holders[index] else Outcome.OPEN
            code, rule, have, need, other = _why_open(plan, index)
            yield Reason("vacancy", vacancy.id, other, outcome, code, rule, have, need, None, 0.0)


def _filled(plan: Plan, index: int) -> Reason:
    """The lowest score that holds a place stands beside the clearing score."""
    graph, chosen = plan.allotment.graph, plan.solution.chosen
    held = chosen[graph.post[chosen] == index]
    last = held[np.lexsort((-graph.candidate[held], graph.score[held]))[0]]
    filled, places = str(held.size), str(int(plan.places[index]))
    other = plan.inputs.candidates[int(graph.candidate[last])].id
    price = max(0.0, round(float(plan.prices[index]), 3))
    key = plan.inputs.vacancies[index].id
    return Reason(
        "vacancy", key, other, Outcome.FILLED, "filled", "", filled, places, int(graph.score[last]), price
    )


def _why_open(plan: Plan, index: int) -> tuple[str, str, str, str, str]:
    """Code, rule, have, need and the person who came nearest."""
    pairs = plan.pairs
    failing, unknown = pairs.failing[:, index], pairs.unknown[:, index]
    scored = (pairs.score[:, index] >= 0) & pairs.shares[:, index]
    able = np.flatnonzero((failing == 0) & (unknown == 0) & scored)
    if able.size:
        return _taken(plan, index, able)
    if plan.pairs.sides.scale.weights["skills"] and plan.inputs.vacancies[index].skills is None:
        return "unknown:vacancy.skills", "", "0", "", ""
    barrier = _commonest_barrier(plan, index)
    if barrier is not None:
        requirement, near, other = barrier
        return requirement.code, requirement.rule, str(near), requirement.test.code, other
    blind = int(((failing == 0) & ((unknown > 0) | (pairs.score[:, index] < 0))).sum())
    if blind:
        return "unknown:candidates", "", str(blind), "", ""
    return "no_shared_skill", "", "0", "", ""


def _taken(plan: Plan, index: int, able: Ints) -> tuple[str, str, str, str, str]:
    free = able[plan.got[able] == 0]
    if free.size:  # somebody without a place could come: only a rule keeps them away
        best = free[np.lexsort((free, -plan.pairs.score[free, index].astype(np.int64)))[0]]
        return "rule", "", str(free.size), "", plan.inputs.candidates[int(best)].id
    return "placed_elsewhere", "", str(able.size), "", ""


def _commonest_barrier(plan: Plan, index: int) -> tuple[Requirement, int, str] | None:
    """The requirement that alone keeps most people out, how many, and the best of them."""
    pairs, registry = plan.pairs, plan.pairs.registry
    able = (pairs.score[:, index] >= 0) & pairs.shares[:, index] & (pairs.unknown[:, index] == 0)
    near = np.flatnonzero(able & (pairs.failing[:, index] == 1))
    place = {test: at for at, test in enumerate(registry.tests)}
    barred: Counter[int] = Counter()
    posed = [one for one in registry.requirements[index] if one.confirmed]
    for at, requirement in enumerate(posed):
        barred[at] = int(registry.not_met[near, place[requirement.test]].sum())
    if not barred or not max(barred.values()):
        return None
    at, count = max(barred.items(), key=lambda item: (item[1], -item[0]))
    kept_out = near[registry.not_met[near, place[posed[at].test]]]
    best = kept_out[np.lexsort((kept_out, -pairs.score[kept_out, index].astype(np.int64)))[0]]
    return posed[at], count, plan.inputs.candidates[int(best)].id
