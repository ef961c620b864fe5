"""The fairness sheet: how each group fares at every gate and in the outcome. For staff and auditors only."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.profiles import age_band
from passerelle.domain.matching.requirements import EMPLOYER, KINDS, Requirement

SMALL = 10  # a group of nine or fewer shows people, not a pattern
LEAST_RATIO = 0.8  # the four-fifths rule of thumb
UNKNOWN = "unknown"
DIMENSIONS = ("sex", "age_band", "region")
_BLOCK = 512
Bools = NDArray[np.bool_]


def fairness_sheet(plan: Plan) -> dict[str, Any]:
    """Counts, rates and impact ratios by sex, age band and region; gates count up one after the other.

    A rate is the share of the group still in; a ratio is the rate over the highest rate of the known
    groups of ten or more. ``flag`` marks a ratio below 0.8 in a group of ten or more.
    """
    stages = dict(_stages(plan))
    sheet = {name: _dimension(groups_of(plan.inputs, name), stages) for name in DIMENSIONS}
    ratios = [
        group["stages"][-1]["ratio"]
        for groups in sheet.values()
        for group in groups
        if not group["small"] and group["group"] != UNKNOWN and group["stages"][-1]["ratio"] is not None
    ]
    return {
        "stages": list(stages),
        "dimensions": sheet,
        "lowest_ratio": min(ratios, default=None),
        "small_below": SMALL,
        "flag_below": LEAST_RATIO,
    }


def groups_of(inputs: MatchInputs, dimension: str) -> list[str]:
    """The group of every candidate on a dimension; ``unknown`` is a group."""
    facts = [inputs.group(one.id) for one in inputs.candidates]
    if dimension == "age_band":
        return [age_band(one.birth_date, inputs.on) or UNKNOWN for one in facts]
    return [getattr(one, dimension) or UNKNOWN for one in facts]


def _stages(plan: Plan) -> Iterator[tuple[str, Bools]]:
    """Each stage with who is still in: some vacancy is left whose gates so far are all met."""
    people, registry = len(plan.inputs.candidates), plan.pairs.registry
    yield "candidates", np.ones(people, dtype=bool)
    bad = (registry.not_met | registry.unknown).astype(np.float32)
    alive = np.ones((people, len(plan.inputs.vacancies)), dtype=bool)
    for name in _stage_names(plan):
        asked = _asked(plan, name)
        tests = np.flatnonzero(asked.any(axis=1))
        for start in range(0, people, _BLOCK):
            rows = slice(start, start + _BLOCK)
            alive[rows] &= (bad[rows][:, tests] @ asked[tests].astype(np.float32)) == 0
        yield name, np.asarray(alive.any(axis=1))
    yield "could_be_placed", np.asarray(plan.pairs.feasible.any(axis=1))
    yield "proposed", np.asarray(plan.got > 0)


def _stage_names(plan: Plan) -> list[str]:
    posed = {_stage_of(one) for asked in plan.pairs.registry.requirements for one in asked if one.confirmed}
    order = [*(gate.id for gate in plan.inputs.scheme.gates), *(f"{EMPLOYER}:{kind}" for kind in KINDS)]
    return [name for name in order if name in posed]


def _stage_of(requirement: Requirement) -> str:
    employers = requirement.rule == EMPLOYER
    return f"{EMPLOYER}:{requirement.test.kind}" if employers else requirement.rule


def _asked(plan: Plan, stage: str) -> Bools:
    registry = plan.pairs.registry
    place = {test: index for index, test in enumerate(registry.tests)}
    asked = np.zeros_like(registry.asked)
    for vacancy, posed in enumerate(registry.requirements):
        tests = [place[one.test] for one in posed if one.confirmed and _stage_of(one) == stage]
        asked[tests, vacancy] = True
    return asked


def _dimension(groups: Sequence[str], stages: Mapping[str, Bools]) -> list[dict[str, Any]]:
    names = sorted(set(groups), key=lambda name: (name == UNKNOWN, name))
    membership = np.array(groups, dtype=np.str_)
    members = {name: membership == name for name in names}
    best = {stage: _highest(members, still) for stage, still in stages.items()}
    return [
        {
            "group": name,
            "total": int(members[name].sum()),
            "small": int(members[name].sum()) < SMALL,
            "stages": [_cell(members[name], stage, still, best[stage]) for stage, still in stages.items()],
        }
        for name in names
    ]


def _highest(members: Mapping[str, Bools], still: Bools) -> float:
    known = {name: held for name, held in members.items() if name != UNKNOWN} or members
    large = {name: held for name, held in known.items() if held.sum() >= SMALL} or known
    return max((float(still[held].mean()) for held in large.values()), default=0.0)


def _cell(held: Bools, stage: str, still: Bools, best: float) -> dict[str, Any]:
    count, rate = int(still[held].sum()), float(still[held].mean())
    ratio = round(rate / best, 4) if best else None
    return {
        "stage": stage,
        "count": count,
        "small_count": 0 < count < SMALL,
        "rate": round(rate, 4),
        "ratio": ratio,
        "flag": ratio is not None and ratio < LEAST_RATIO and int(held.sum()) >= SMALL,
    }
