"""What each rule and each requirement costs, by a rerun without it; a proof spares the rerun where it can."""

from collections import Counter
from collections.abc import Iterator

from passerelle.domain.matching import released, variants
from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.eligibility import answers
from passerelle.domain.matching.plan import Plan, Watch
from passerelle.domain.matching.requirements import Requirement
from passerelle.domain.matching.result import RequirementUse, RuleUse
from passerelle.domain.matching.standing import Standing
from passerelle.domain.matching.variants import Cost

NOTHING = Cost(0, 0.0)


def rule_uses(plan: Plan, budget: Budget, watch: Watch) -> tuple[RuleUse, ...]:
    """Every group of every rule with its use, limit and the whole rule's cost."""
    names = list(dict.fromkeys(row.rule for row in plan.allotment.rows))
    costs: dict[str, Cost | None] = {}
    for done, name in enumerate(names):
        watch.at("prices", done / (2 * len(names)))
        costs[name] = _rule_cost(plan, name, budget)
    return tuple(
        RuleUse(row.rule, row.group, row.used(plan.solution.chosen), row.shown_limit, *_pair(costs[row.rule]))
        for row in plan.allotment.rows
    )


def _rule_cost(plan: Plan, name: str, budget: Budget) -> Cost | None:
    if variants.rule_is_free(plan, name):
        return NOTHING
    return (
        variants.cost(plan, variants.without_rule(plan, name))
        if budget.take(plan.allotment.graph.size)
        else None
    )


def _pair(cost: Cost | None) -> tuple[int | None, float | None]:
    return (None, None) if cost is None else (cost.placed, cost.value)


def requirement_uses(
    plan: Plan, standing: Standing | None, budget: Budget, watch: Watch
) -> tuple[RequirementUse, ...]:
    """Every requirement with how many candidates meet it and what it costs, the heaviest first."""
    uses = sorted(_counted(plan), key=lambda use: (-use.not_met * use.vacancies, use.code))
    priced = []
    for done, use in enumerate(uses):
        watch.at("prices", 0.5 + done / (2 * len(uses)))
        cost = _requirement_cost(plan, standing, use, budget)
        priced.append(_with(use, cost))
    return tuple(priced)


def _with(use: RequirementUse, cost: Cost | None) -> RequirementUse:
    counts = (use.vacancies, use.met, use.not_met, use.unknown)
    return RequirementUse(use.code, use.rule, use.confirmed, *counts, *_pair(cost))


def _requirement_cost(
    plan: Plan, standing: Standing | None, use: RequirementUse, budget: Budget
) -> Cost | None:
    if not use.confirmed or not (use.not_met + use.unknown):
        return NOTHING
    return None if standing is None else released.cost_of(plan, standing, use.code, budget)


def _counted(plan: Plan) -> Iterator[RequirementUse]:
    registry = plan.pairs.registry
    posed: Counter[str] = Counter()
    shown: dict[str, Requirement] = {}
    for asked in registry.requirements:
        for one in asked:
            posed[one.code] += 1
            # Where a gate is confirmed at some vacancies only, the confirmed face is shown.
            if one.code not in shown or one.confirmed:
                shown[one.code] = one
    tests = tuple({one.test for one in shown.values()})
    not_met, unknown = answers(tests, registry.people)
    column = {test: index for index, test in enumerate(tests)}
    for code, one in sorted(shown.items()):
        failed, open_ = (int(table[:, column[one.test]].sum()) for table in (not_met, unknown))
        met = len(registry.people) - failed - open_
        yield RequirementUse(code, one.rule, one.confirmed, posed[code], met, failed, open_)
