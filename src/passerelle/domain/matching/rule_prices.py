"""What rules and places cost: reruns without a rule, and the score that a further person must beat."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow, Sense, Solution
from passerelle.domain.matching.solve import solve


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run was solved, so that its reruns are solved the same way (see ``solve``).

    ``time_limit`` is for each solve, or from ``begun`` on for all of them together.
    """

    sense: Sense = "max"
    gap: float = 0.0
    time_limit: float | None = None
    placements_first: bool = False
    deadline: float | None = None

    def begun(self) -> "Settings":
        """The same settings with the clock of the time limit running from now."""
        if self.time_limit is None:
            return self
        return replace(self, deadline=time.monotonic() + self.time_limit)

    @property
    def seconds(self) -> float | None:
        """What is left of the time limit."""
        return self.time_limit if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    def solve(self, graph: Graph, rows: Sequence[RuleRow], near: Ints | None = None) -> Solution:
        """Solve with these settings (``near`` as for ``solve``)."""
        return solve(
            graph,
            rows,
            sense=self.sense,
            gap=self.gap,
            time_limit=self.seconds,
            placements_first=self.placements_first,
            near=near,
        )


DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class RulePrice:
    """Placed and value of the run minus those of a rerun without the rule (signed)."""

    rule: str
    placed: int
    value: float


def rule_prices(
    graph: Graph, rows: Sequence[RuleRow], solution: Solution, settings: Settings = DEFAULT
) -> list[RulePrice]:
    """The price of each rule, in order of the rules; a free rule of a proven run needs no rerun.

    Once the time limit has passed there are no further prices.

    A rule is free when every multiplier of its rows is zero and the bound is reached: the same
    prices then prove the same value without it.
    """
    prices = []
    for name in dict.fromkeys(row.rule for row in rows):
        if _free(rows, solution, name):
            prices.append(RulePrice(name, 0, 0.0))
            continue
        if settings.seconds == 0:
            continue
        rerun = settings.solve(graph, [row for row in rows if row.rule != name], solution.near)
        if rerun.status == "stopped" and settings.seconds == 0:
            continue
        placed = len(solution.chosen) - len(rerun.chosen)
        prices.append(RulePrice(name, placed, round(solution.value - rerun.value, 6) + 0.0))
    return prices


def _free(rows: Sequence[RuleRow], solution: Solution, name: str) -> bool:
    if solution.method == "branch-and-bound" or solution.gap > 0:
        return False
    mine = np.array([row.rule == name for row in rows])
    counted = solution.count_multipliers[mine] if solution.count_multipliers.size else np.zeros(0)
    return not solution.multipliers[mine].any() and not counted.any()


def threshold(
    graph: Graph,
    rows: Sequence[RuleRow],
    solution: Solution,
    post: int,
    *,
    coefficients: Floats | None = None,
    placements_first: bool = False,
) -> float:
    """The score that a further person must beat to be placed at ``post`` (maximising runs).

    ``coefficients``: what that person would add to each row (none: nothing). One place of the post and
    those amounts are taken, the rest is solved again: the threshold is the value lost. Infinite when
    the rest cannot be met, minus infinity when any score would do (a placement more under
    ``placements_first``).
    """
    if graph.places[post] < 1:
        return float("inf")
    if not rows and not placements_first and solution.method == "augmenting-paths":
        return float(solution.prices[post])
    places = graph.places.copy()
    places[post] -= 1
    taken = np.zeros(len(rows)) if coefficients is None else coefficients
    left = [replace(row, limit=row.limit - float(amount)) for row, amount in zip(rows, taken, strict=True)]
    rest = solve(replace(graph, places=places), left, placements_first=placements_first, near=solution.near)
    if rest.status == "infeasible":
        return float("inf")
    if placements_first and len(rest.chosen) + 1 != len(solution.chosen):
        return float("-inf") if len(rest.chosen) + 1 > len(solution.chosen) else float("inf")
    return solution.value - rest.value
