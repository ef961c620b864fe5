"""The same run with one thing left out, solved again on the tables that already stand."""

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
