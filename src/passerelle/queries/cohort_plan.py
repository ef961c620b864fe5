"""The plan of a whole scheme, or of any cases a filter names: last days, and how many are in time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.planning.backward import ORDER, RED, WORST, PlannedStep
from passerelle.queries.case_plan import CasePlan, plans_of
from passerelle.queries.caseload import CaseFilter, caseload_rows


@dataclass(frozen=True, slots=True)
class CohortStep:
    """One step over all cases: the earliest last day still ahead or passed, and how many stand how."""

    code: str
    first: date | None  # the earliest last day of those who have not done it; None: not known
    counts: Mapping[str, int]  # by state


@dataclass(frozen=True, slots=True)
class CohortPlan:
    """All plans, what they add up to step by step, and how many cases stand how in the whole."""

    plans: tuple[CasePlan, ...]
    steps: tuple[CohortStep, ...]
    verdicts: Mapping[str, int]

    @property
    def red(self) -> int:
        """Cases at real risk: too late, or without a channel."""
        return sum(self.verdicts.get(state, 0) for state in RED)


def cohort_plan(actor: Actor, wanted: CaseFilter, *, on: date) -> CohortPlan:
    """The plans of the open cases that fit; constant queries, however many cases."""
    plans = tuple(plans_of(caseload_rows(actor, wanted, on=on), on=on))
    return CohortPlan(plans, _steps(plans), Counter(one.verdict for one in plans))


def chosen_plans(cohort: CohortPlan, *, step: str, state: str) -> list[tuple[CasePlan, PlannedStep | None]]:
    """The cases that stand so at a step (or, without one, in the whole), the earliest last day first."""
    found: list[tuple[CasePlan, PlannedStep | None]] = []
    for plan in cohort.plans:
        if not step and plan.verdict == state:
            found.append((plan, _worst(plan)))
        found += [(plan, one) for one in plan.steps if (one.code, one.state) == (step, state)]
    return sorted(found, key=lambda pair: pair[1].latest or date.max if pair[1] else date.max)


def _worst(plan: CasePlan) -> PlannedStep | None:
    """The step that makes the verdict."""
    return max(plan.steps, key=lambda one: WORST.index(one.state), default=None)


def _steps(plans: tuple[CasePlan, ...]) -> tuple[CohortStep, ...]:
    states: dict[str, Counter[str]] = {code: Counter() for code in ORDER}
    days: dict[str, date] = {}
    for plan in plans:
        for one in plan.steps:
            states[one.code][one.state] += 1
            if one.latest is not None:
                days[one.code] = min(days.get(one.code, one.latest), one.latest)
    return tuple(CohortStep(code, days.get(code), states[code]) for code in ORDER if states[code])
