"""Branch and bound on counts: how many are placed in all, in each group of each rule, in each share.

A rule that crosses others leaves few pairs divided but often a count of 97.8, which no choice can have.
Each branch puts a count at most or at least at a whole number as a further row and solves the relaxation
again; where every count is whole, the pairs that can still matter are searched by HiGHS.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from passerelle.domain.matching import linear, pricing
from passerelle.domain.matching.branching import Problem, dive, search
from passerelle.domain.matching.effort import Effort, OutOfTime
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow
from passerelle.domain.matching.proof import Optimum, better, room, root_of, sharpen

BRANCHES = 80  # most relaxations of one search
LARGE_BRANCHES = 12  # the same above pricing.LARGE pairs
PROBE = 800  # pairs of a first search at a leaf
LEAF = 3_000  # most pairs of a search that closes a leaf
LEAF_NODES = 400  # most branches of HiGHS at a leaf
EVERY = 10  # relaxations between two dives
CLOSE = 1e-3  # a dive that ends this close to the bound needs no second
FEW = 1_000  # pairs that are searched at once
LEAVES = 12  # most searches of leaves


@dataclass(order=True, slots=True)
class _Node:
    key: float
    number: int
    root: Optimum = field(compare=False)
    rows: Sequence[RuleRow] = field(compare=False)
    relaxed: linear.Relaxed = field(compare=False)


def counted(graph: Graph, rows: Sequence[RuleRow]) -> list[Ints]:
    """The sets of pairs whose counts are branched on: all, each row's, each share's."""
    sets = [np.arange(graph.size)]
    for row in rows:
        sets += [row.edges] if row.share is None else [row.edges, row.share]
    return sets


@dataclass(slots=True, eq=False)
class CountSearch:
    """One search; ``best`` and ``bound`` hold whenever it ends."""

    problem: Problem
    aim: float
    effort: Effort
    best: Optimum | None = None
    bound: float = np.inf
    _open: list[_Node] = field(default_factory=list)
    _kept: float = -np.inf  # the largest bound of leaves that could not be closed
    _solved: int = 0
    _leaves: int = 0

    def run(self, root: Optimum, relaxed: linear.Relaxed) -> None:
        """Search until the gap is at most ``aim`` or the work is done; a clock that runs out ends it too."""
        self._open = [_Node(-root.bound, 0, root, self.problem[2], relaxed)]
        self.bound = root.bound
        sets = counted(self.problem[0], self.problem[2])
        most = BRANCHES if self.problem[0].size <= pricing.LARGE else LARGE_BRANCHES
        due = 0
        try:
            while self._far() and self._open and self._solved <= most:
                node = self._open[0]
                split = None if self._few(node) else self._divided(node, sets)
                if self._solved >= due:
                    due = self._solved + EVERY
                    self._dive(node)
                if self._far():
                    self._settle(node, split)
        except OutOfTime:
            pass
        self._far()

    def _settle(self, node: _Node, split: tuple[Ints, float] | None) -> None:
        heapq.heappop(self._open)
        try:
            self._close(node) if split is None else self._branch(node, split)
        except OutOfTime:
            self._kept = max(self._kept, -node.key)  # what is not searched through stays possible
            raise

    def _few(self, node: _Node) -> bool:
        """Whether so few pairs can still matter here that they are searched at once."""
        return self.best is not None and self._needed(self._losses(node), -node.key).size <= FEW

    def _far(self) -> bool:
        """Whether the bound is still further away than aimed at."""
        value = -np.inf if self.best is None else self.best.value
        top = -self._open[0].key if self._open else -np.inf
        self.bound = min(self.bound, max(top, self._kept, value))
        return self.best is None or self.bound - value > room(self.aim, value)

    def _divided(self, node: _Node, sets: Sequence[Ints]) -> tuple[Ints, float] | None:
        """The count to branch on and its pairs: that of all, else the one furthest from a whole number."""
        shares = np.zeros(self.problem[0].size)
        shares[node.relaxed.columns] = node.relaxed.shares
        sums = np.array([shares[edges].sum() for edges in sets])
        off = np.abs(sums - np.round(sums))
        worst = 0 if off[0] > 1e-5 else int(np.argmax(off))
        return (sets[worst], float(sums[worst])) if off[worst] > 1e-5 else None

    def _branch(self, node: _Node, split: tuple[Ints, float]) -> None:
        edges, count = split
        for sign, limit in ((1.0, np.floor(count)), (-1.0, -np.ceil(count))):
            row = RuleRow("", "", edges, np.full(edges.size, sign), float(limit))
            self._relax(node, [*node.rows, row])

    def _relax(self, node: _Node, rows: Sequence[RuleRow]) -> None:
        graph, gains, _ = self.problem
        self._solved += 1
        relaxed = pricing.relax(graph, gains, rows, columns=node.relaxed.columns, effort=self.effort)
        if relaxed is None:
            return
        root = root_of((graph, gains, rows), relaxed)
        heapq.heappush(self._open, _Node(-min(root.bound, -node.key), self._solved, root, rows, relaxed))

    def _losses(self, node: _Node) -> Floats:
        graph, gains, _ = self.problem
        prices, multipliers = node.root.prices, node.root.multipliers
        return pricing.losses(graph, gains, node.rows, prices=prices, multipliers=multipliers)

    def _dive(self, node: _Node) -> None:
        graph, gains, _ = self.problem
        loss = self._losses(node)
        for chosen in dive((graph, gains, node.rows), node.relaxed, loss, self.effort):
            self.best = better(self.best, chosen, node.root, gains)
            if self.bound - self.best.value <= room(CLOSE, self.best.value):
                break

    def _close(self, node: _Node) -> None:
        """Search a leaf: first its likeliest pairs, then, where they are few, all that can still matter."""
        graph, gains, _ = self.problem
        loss, reached, before = self._losses(node), -node.key, 0
        for most in (PROBE, LEAF):
            needed = self._needed(loss, -node.key)
            if self._leaves >= LEAVES or before >= needed.size:
                break
            self._leaves += 1
            before = min(most, needed.size)
            columns = np.sort(needed[pricing.smallest(loss[needed], most)])
            floor = -np.inf if self.best is None else self.best.value
            found = search((graph, gains, node.rows), columns, self.effort, nodes=LEAF_NODES, floor=floor)
            if found.chosen is not None:
                self.best = better(self.best, found.chosen, node.root, gains)
            if self._needed(loss, -node.key).size <= before:
                reached = min(reached, sharpen(found.bound, gains))
        self._kept = max(self._kept, reached)

    def _needed(self, loss: Floats, bound: float) -> Ints:
        """The pairs that a better choice than the best could hold: forcing any other costs all the room."""
        left = np.inf if self.best is None else bound - self.best.value
        return np.flatnonzero(loss <= left + 1e-6 + 1e-12 * abs(bound if np.isfinite(left) else 0.0))
