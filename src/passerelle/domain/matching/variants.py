"""The same run with one thing left out, solved again on the tables that already stand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching import duals
from passerelle.domain.matching.act import allot
from passerelle.domain.matching.pairs import Pairs
from passerelle.domain.matching.plan import Plan

Bools = NDArray[np.bool_]
NEAR = 0.5  # scores are whole numbers: half a point is beyond rounding


@dataclass(frozen=True, slots=True)
class Cost:
    """This run minus the rerun without it: placements and value (negative: leaving it out would gain)."""

    placed: int
    value: float


def without_rule(plan: Plan, name: str) -> Plan:
    """The run without a rule of the scheme."""
    return _again(plan, plan.pairs, name)


def without_requirement(plan: Plan, code: str) -> Plan:
    """The run without a requirement, named by its code, at every vacancy that poses it."""
    return _again(plan, _released(plan, code), code)


def _again(plan: Plan, pairs: Pairs, name: str) -> Plan:
    inputs = replace(plan.inputs, dropped=plan.inputs.dropped | {name})
    allotment = allot(inputs, pairs)
    return Plan(inputs, pairs, allotment, allotment.solved())


def cost(plan: Plan, other: Plan) -> Cost | None:
    """What this run has less (negative) or more than another; ``None`` when either has no answer."""
    if "infeasible" in (plan.solution.status, other.solution.status):
        return None
    placed = int(plan.solution.chosen.size) - int(other.solution.chosen.size)
    return Cost(placed, plan.solution.value - other.solution.value)


def _released(plan: Plan, code: str) -> Pairs:
    pairs = plan.pairs
    failing, unknown = pairs.failing.copy(), pairs.unknown.copy()
    for test, freed in freed_by(plan, code):
        failing[:, freed] -= pairs.registry.not_met[:, test, None]
        unknown[:, freed] -= pairs.registry.unknown[:, test, None]
    return replace(pairs, failing=failing, unknown=unknown)


def freed_by(plan: Plan, code: str) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """For each test that a requirement poses: the vacancies where nothing else poses it."""
    registry = plan.pairs.registry
    named: dict[int, list[int]] = {}
    place = {test: index for index, test in enumerate(registry.tests)}
    for vacancy, posed in enumerate(registry.requirements):
        counting = [one for one in posed if one.confirmed]
        kept = {one.test for one in counting if one.code != code}
        for one in counting:
            if one.code == code and one.test not in kept:
                named.setdefault(place[one.test], []).append(vacancy)
    for test, vacancies in named.items():
        yield test, np.array(vacancies, dtype=np.intp)


def is_tight(plan: Plan) -> bool:
    """Whether the prices alone prove the value, so that a change no price objects to changes nothing."""
    if plan.allotment.placements_first or plan.solution.status != "optimal":
        return False
    graph, rows = plan.allotment.graph, plan.allotment.rows
    limit = duals.bound(graph, rows, plan.reduced(), prices=plan.prices, multipliers=plan.multipliers)
    return limit - plan.solution.value < NEAR


def rule_is_free(plan: Plan, name: str) -> bool:
    """Whether a rule surely costs nothing: no price on any of its rows in a tight run."""
    rows = zip(plan.allotment.rows, plan.multipliers, strict=True)
    return is_tight(plan) and all(price == 0 for row, price in rows if row.rule == name)


def requirement_is_free(plan: Plan, code: str) -> bool:
    """Whether a requirement surely costs nothing: no pair it keeps out would pay its price.

    Only where no rule stands, since a pair kept out also has its place in the rules.
    """
    if plan.allotment.rows or not is_tight(plan):
        return False
    pairs = plan.pairs
    worth = np.zeros(len(plan.inputs.candidates))
    worth[:] = duals.best_sum(plan.allotment.graph, plan.reduced())[1]
    for test, freed in freed_by(plan, code):
        barred = (pairs.registry.not_met[:, test] | pairs.registry.unknown[:, test])[:, None]
        alone = (pairs.failing[:, freed] + pairs.unknown[:, freed].astype(np.int16)) == 1
        able = alone & barred & (pairs.score[:, freed] >= 0) & pairs.shares[:, freed]
        gain = pairs.score[:, freed] - plan.prices[freed][None, :] - worth[:, None]
        if bool((able & (gain > 0)).any()):
            return False
    return True
