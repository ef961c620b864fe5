"""From the table of pairs to the solver's problem: what each act allots, and the answer in pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching.clash import irreducible_clash
from passerelle.domain.matching.graph import Graph, Ints, RuleRow, Solution
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.limits import rule_rows
from passerelle.domain.matching.pairs import Pairs
from passerelle.domain.matching.seats import solve_seats
from passerelle.domain.matching.solve import solve


@dataclass(frozen=True, slots=True, eq=False)
class Allotment:
    """The solver's problem for one act: feasible pairs as edges, and the rows of the rules in force."""

    graph: Graph
    rows: Sequence[RuleRow]
    placements_first: bool

    def solved(self) -> Solution:
        """The best choice of pairs; where the rules clash, an irreducible set of them."""
        found = None if self.placements_first else solve_seats(self.graph, self.rows)
        if found is None:
            found = solve(self.graph, self.rows, placements_first=self.placements_first)
        if found.status != "infeasible":
            return found
        return replace(found, clash=irreducible_clash(self.graph, self.rows))

    @property
    def capacity_only(self) -> bool:
        """Whether only places bind, so that a price is exactly what an unplaced candidate must beat."""
        return not self.rows and not self.placements_first and bool((self.graph.allowance == 1).all())


def allot(inputs: MatchInputs, pairs: Pairs) -> Allotment:
    """The problem of a run: places by the act, every rule that is in force."""
    graph = graph_of(inputs, pairs.feasible, pairs.score)
    return Allotment(graph, rule_rows(inputs, graph), inputs.aim == "placements-then-score")


def graph_of(inputs: MatchInputs, feasible: NDArray[np.bool_], score: NDArray[np.int16]) -> Graph:
    """Feasible pairs as edges, by candidate and then by vacancy."""
    candidate, post = np.nonzero(feasible)
    return Graph(
        candidate.astype(np.int64),
        post.astype(np.int64),
        score[candidate, post].astype(np.float64),
        places_of(inputs),
        np.full(len(inputs.candidates), max(1, inputs.scheme.act.per_candidate), dtype=np.int64),
    )


def places_of(inputs: MatchInputs) -> Ints:
    """How many candidates each vacancy can get: the length of its shortlist, else its places."""
    act = inputs.scheme.act
    sizes = [act.size_for(one.country) if act.kind == "shortlist" else None for one in inputs.vacancies]
    pairs = zip(sizes, inputs.vacancies, strict=True)
    return np.array([one.posts if size is None else size for size, one in pairs], dtype=np.int64)
