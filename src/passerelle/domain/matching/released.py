"""What a requirement costs: the run without it, over the pairs that it alone kept out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching import duals
from passerelle.domain.matching.act import graph_of
from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.eligibility import Bools
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow
from passerelle.domain.matching.limits import rule_rows
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.pricing import best_each
from passerelle.domain.matching.standing import NEAR, NONE, REACH, Standing, part_of, stand
from passerelle.domain.matching.variants import Cost

EACH = 4  # pairs beyond its places (or allowance) that each vacancy and candidate brings into a rerun


def cost_of(plan: Plan, standing: Standing, code: str, budget: Budget) -> Cost | None:
    """This run minus the run without a requirement; ``None`` when the budget does not reach it.

    Nothing, and without a rerun, where no pair that it kept out would pay the prices: they then prove the
    same value without it. Else only pairs that could better the answer are solved over.
    """
    added = _kept_out(plan, standing, code)
    if not added.size:
        return Cost(0, 0.0)
    rows = rule_rows(plan.inputs, added) if standing.rows else []
    excess = _excess(standing, added, rows)
    room = duals.best_sum(added, excess)[0] + standing.slack
    if room < NEAR:
        return Cost(0, 0.0)
    pool, pool_rows, first = _pool(standing, added, rows, excess, room)
    moved = stand(pool, pool_rows, first, budget)
    if moved is None:
        return None
    placed = int(standing.chosen.size) - int(moved.chosen.size)
    value = standing.value - moved.value - standing.weight * placed
    return Cost(placed, round(value) + 0.0)


def _kept_out(plan: Plan, standing: Standing, code: str) -> Graph:
    """The pairs that a requirement alone keeps out, with what they are worth to the objective."""
    pairs = plan.pairs
    kept = np.zeros(pairs.score.shape, dtype=bool)
    obstacles = np.zeros(pairs.score.shape, dtype=np.uint8)
    for test, freed in freed_by(plan, code):
        barred = (pairs.registry.not_met[:, test] | pairs.registry.unknown[:, test])[:, None]
        obstacles[:, freed] += barred
        kept[:, freed] = True
    kept &= (obstacles > 0) & (pairs.failing.astype(np.uint16) + pairs.unknown == obstacles)
    kept &= (pairs.score >= 0) & pairs.shares
    graph = graph_of(plan.inputs, kept, pairs.score)
    return replace(graph, score=graph.score + standing.weight)


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


def _excess(standing: Standing, added: Graph, rows: Sequence[RuleRow]) -> Floats:
    """What each added pair is worth above its prices and its candidate's worth."""
    priced = {
        (row.rule, row.group): price for row, price in zip(standing.rows, standing.multipliers, strict=True)
    }
    multipliers = np.array([priced.get((row.rule, row.group), 0.0) for row in rows])
    reduced = duals.reduced_gains(added, added.score, rows, prices=standing.prices, multipliers=multipliers)
    return np.asarray(reduced - standing.worth[added.candidate])


def _pool(
    standing: Standing, added: Graph, rows: Sequence[RuleRow], excess: Floats, room: float
) -> tuple[Graph, list[RuleRow], Ints]:
    """The pairs that could better the answer, the rows over them, and those to begin with."""
    base = standing.graph
    lift = np.zeros(base.allowance.size)
    if int(base.allowance.max()) <= 1:
        np.maximum.at(lift, added.candidate, excess)
    lost = standing.loss + lift[base.candidate]
    kept = lost <= room
    kept[standing.chosen] = True
    old = np.flatnonzero(kept)
    short = lift[added.candidate] - excess
    new = np.flatnonzero(short <= room)
    together = Graph(
        np.concatenate([base.candidate[old], added.candidate[new]]),
        np.concatenate([base.post[old], added.post[new]]),
        np.concatenate([base.score[old], added.score[new]]),
        base.places,
        base.allowance,
    )
    merged = _merged(standing.rows, rows, old, new)
    far = np.concatenate([np.where(_marked(standing.chosen, kept.size)[old], -1.0, lost[old]), short[new]])
    return together, merged, _first(together, far)


def _first(pool: Graph, far: Floats) -> Ints:
    """The pairs to begin with: those within reach, the nearest of each vacancy and of each candidate."""
    near = np.flatnonzero(far <= REACH)
    marks = np.zeros(pool.size, dtype=bool)
    marks[near[far[near] < 0]] = True
    for group, most in ((pool.post[near], pool.places + EACH), (pool.candidate[near], pool.allowance + EACH)):
        marks[near[best_each(group, far[near], most)]] = True
    return np.flatnonzero(marks)


def _marked(edges: Ints, size: int) -> Bools:
    marks = np.zeros(size, dtype=bool)
    marks[edges] = True
    return marks


def _merged(before: Sequence[RuleRow], after: Sequence[RuleRow], old: Ints, new: Ints) -> list[RuleRow]:
    """The rows over the kept pairs, which come first, and over the added ones."""
    fresh = {(row.rule, row.group): part_of(row, new) for row in after}
    merged = []
    for row in before:
        more = fresh.pop((row.rule, row.group), None)
        part = part_of(row, old)
        merged.append(part if more is None else _joined(part, more, old.size))
    return merged + [_joined(part_of(row, NONE), row, old.size) for row in fresh.values()]


def _joined(part: RuleRow, more: RuleRow, offset: int) -> RuleRow:
    """A row over one list of pairs and then another."""
    edges = np.concatenate([part.edges, more.edges + offset])
    share = None
    if part.share is not None and more.share is not None:
        share = np.concatenate([part.share, more.share + offset])
    return replace(
        part, edges=edges, coefficients=np.concatenate([part.coefficients, more.coefficients]), share=share
    )
