"""A solved run before its reasons: who stands where, clearing prices, and each pair's reduced gain."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from passerelle.domain.matching import duals
from passerelle.domain.matching.act import Allotment, allot
from passerelle.domain.matching.graph import Floats, Ints, Solution
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.pairs import Pairs, tabulate

Progress = Callable[[str, float], None]
Asked = Callable[[], bool]


class Cancelled(Exception):  # noqa: N818  # somebody's wish, not a fault
    """The run was stopped on request; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Tells how far a run is and stops it when asked."""

    progress: Progress | None = None
    cancelled: Asked | None = None

    def at(self, step: str, share: float) -> None:
        """Report a step (``pairs``, ``places``, ``prices``, ``reasons``) and the share done, 0..1."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled(step)
        if self.progress is not None:
            self.progress(step, share)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A solved run: inputs in order, tables, the problem and its solution."""

    inputs: MatchInputs
    pairs: Pairs
    allotment: Allotment
    solution: Solution

    @property
    def places(self) -> Ints:
        """Places by vacancy: what the act allots there."""
        return self.allotment.graph.places

    @property
    def holders(self) -> Ints:
        """How many candidates each vacancy got."""
        chosen = self.allotment.graph.post[self.solution.chosen]
        return np.bincount(chosen, minlength=len(self.inputs.vacancies))

    @property
    def got(self) -> Ints:
        """How many vacancies each candidate got."""
        chosen = self.allotment.graph.candidate[self.solution.chosen]
        return np.bincount(chosen, minlength=len(self.inputs.candidates))

    @property
    def prices(self) -> Floats:
        """What a place costs by vacancy, in points; zero when the rules clash.

        Where placements come first, whoever is placed also brings the worth of one placement: it is taken
        off, so that a price speaks of scores (it may then be below zero at a vacancy with open places).
        """
        if self.solution.prices.size:
            return self.solution.prices - self.solution.floor_price
        return np.zeros(len(self.inputs.vacancies))

    @property
    def multipliers(self) -> Floats:
        """Price by rule row; zero when the rules clash."""
        if self.solution.multipliers.size:
            return self.solution.multipliers
        return np.zeros(len(self.allotment.rows))

    def reduced(self) -> Floats:
        """Each edge's score after the prices of its vacancy and of every rule."""
        graph = self.allotment.graph
        return duals.reduced_gains(
            graph, graph.score, self.allotment.rows, prices=self.prices, multipliers=self.multipliers
        )

    def row_loads(self) -> Floats:
        """The left-hand side of every rule row under the placements chosen."""
        return np.array([row.load(self.solution.chosen) for row in self.allotment.rows])

    def price_at(self, vacancy: int) -> int:
        """The clearing score of a vacancy in whole points."""
        return max(0, round(float(self.prices[vacancy])))


def plan(inputs: MatchInputs, watch: Watch | None = None) -> Plan:
    """Score, gate and solve; the quick part of a run, also what a what-if repeats."""
    watch = watch or Watch()
    ordered = inputs.in_order()
    pairs = tabulate(ordered, lambda share: watch.at("pairs", share))
    watch.at("places", 0.0)
    allotment = allot(ordered, pairs)
    solution = allotment.solved()
    watch.at("places", 1.0)
    return Plan(ordered, pairs, allotment, solution)
