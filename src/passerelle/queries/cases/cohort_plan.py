"""The plan of a whole scheme, or of any cases a filter names: last days, and how many are in time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.planning.backward import ORDER, RED, WORST, PlannedStep
from passerelle.queries.cases.case_plan import Plan, plans_of
from passerelle.queries.cases.caseload import CaseFilter, caseload_rows
from passerelle.records.journeys.models import Journey


@dataclass(frozen=True, slots=True)
class CohortStep:
    """One step over all cases: the earliest last day still ahead or passed, and how many stand how."""

    code: str
    first: date | None  # the earliest last day of those who have not done it; None: not known
    counts: Mapping[str, int]  # by state


@dataclass(frozen=True, slots=True)
class CohortPlan:
    """The number and plan of every case, what they add up to step by step, and how many stand how."""

    plans: tuple[tuple[str, Plan], ...]
    steps: tuple[CohortStep, ...]
    verdicts: Mapping[str, int]

    @property
    def red(self) -> int:
        """Cases at real risk: too late, or without a channel."""
        return sum(self.verdicts.get(state, 0) for state in RED)


@dataclass(frozen=True, slots=True)
class Standing:
    """A case that stands so at a step; no step where its plan has none."""

    number: str
    plan: Plan
    step: PlannedStep | None


def cohort_plan(actor: Actor, wanted: CaseFilter, *, on: date) -> CohortPlan:
    """The plans of the open cases that fit; constant queries, however many cases."""
    plans = tuple(plans_of(caseload_rows(actor, wanted, on=on), on=on))
    cases = Counter(plan for _number, plan in plans)
    verdicts: Counter[str] = Counter()
    for plan, count in cases.items():
        verdicts[plan.verdict] += count
    return CohortPlan(plans, _steps(cases), verdicts)


def chosen_plans(cohort: CohortPlan, *, step: str, state: str) -> list[Standing]:
    """The cases that stand so at a step (or, without one, in the whole), the earliest last day first."""
    found: list[Standing] = []
    for number, plan in cohort.plans:
        if not step and plan.verdict == state:
            found.append(Standing(number, plan, _worst(plan)))
        found += [Standing(number, plan, one) for one in plan.steps if (one.code, one.state) == (step, state)]
    return sorted(found, key=lambda one: one.step.latest or date.max if one.step else date.max)


def people_of(actor: Actor, standing: Iterable[Standing]) -> list[tuple[Journey, Standing]]:
    """These cases with their people, in their order; one query."""
    listed = list(standing)
    rows = Journey.objects.visible_to(actor).filter(number__in=[one.number for one in listed])
    known = {one.number: one for one in rows.select_related("candidate__person")}
    return [(known[one.number], one) for one in listed if one.number in known]


def _worst(plan: Plan) -> PlannedStep | None:
    """The step that makes the verdict."""
    return max(plan.steps, key=lambda one: WORST.index(one.state), default=None)


def _steps(cases: Mapping[Plan, int]) -> tuple[CohortStep, ...]:
    states: dict[str, Counter[str]] = {code: Counter() for code in ORDER}
    days: dict[str, date] = {}
    for plan, count in cases.items():
        for one in plan.steps:
            states[one.code][one.state] += count
            if one.latest is not None:
                days[one.code] = min(days.get(one.code, one.latest), one.latest)
    return tuple(CohortStep(code, days.get(code), states[code]) for code in ORDER if states[code])
