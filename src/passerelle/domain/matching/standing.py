"""A proven answer with its prices, and the exact answers to problems near it, solved over few pairs.

A pair's loss is what the bound falls by when the pair is forced. Prices stay valid when places or limits
change, so the bound of the changed problem is known at once; a pair whose loss is larger than the distance
of that bound to an answer in hand is in no better answer. So a rerun over the pairs of small loss is exact
as soon as that distance is within reach.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from passerelle.domain.matching import duals
from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow, Solution
from passerelle.domain.matching.limits import rule_rows, rules_in_force
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.rule_columns import column_of
from passerelle.domain.matching.seats import Seats, seated, seats_of
from passerelle.domain.matching.solve import solve

NEAR = 0.5  # scores are whole numbers: half a point is beyond rounding
EXACT = 1e-9
REACH = 150.0  # points of loss that a first rerun lets in
FRESH = 20_000  # most pairs that one pricing pass lets in
UNDER_RULES = 8  # a pair under rules is charged as so many
NONE = np.zeros(0, dtype=np.int64)


def _none() -> Ints:
    return NONE


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """An optimum and its proof; ``graph`` holds what each pair is worth to the objective.

    ``slack`` is the bound of the prices less the value, ``worth`` per candidate and ``loss`` per pair;
    ``weight`` is what a placement is worth beside its score. Where stand-ins hold what caps take away (see
    ``seats``), the graph ends with their pairs, ``rows`` is empty, ``capped`` marks the vacancies under a cap
    and ``stand_ins`` names one stand-in of each row by rule.
    """

    graph: Graph
    rows: Sequence[RuleRow]
    chosen: Ints
    value: float
    prices: Floats
    multipliers: Floats
    slack: float
    worth: Floats
    loss: Floats
    weight: float = 0.0
    capped: Ints = field(default_factory=_none)
    stand_ins: Mapping[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """Another right-hand side: changes of places by post and of limits by row, and pairs taken away."""

    places: Ints
    limits: Floats
    lost: Ints = field(default_factory=_none)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The best choice after a shift; minus infinity and nobody where the rules cannot be met."""

    value: float
    chosen: Ints


def standing_of(plan: Plan) -> Standing | None:
    """The run's answer as a standing; ``None`` where it is not proven optimal to the last point."""
    found, graph, rows = plan.solution, plan.allotment.graph, plan.allotment.rows
    if found.status != "optimal" or found.gap > EXACT:
        return None
    seats = _seats(plan)
    if seats is not None:
        return _seated(plan, seats)
    prices, multipliers, weight = plan.prices, plan.multipliers, 0.0
    if plan.allotment.placements_first:
        weight = _outweighing(graph)
        graph = replace(graph, score=graph.score + weight)
        if rows:
            heavy = solve(graph, rows)
            if heavy.status != "optimal" or heavy.gap > EXACT:
                return None
            prices, multipliers = heavy.prices, heavy.multipliers
    plain = _proven(graph, rows, found.chosen, prices, multipliers)
    largest = _largest(graph, rows, found.chosen, multipliers)
    sharp = plain if largest is None else _proven(graph, rows, found.chosen, largest, multipliers)
    return replace(sharp if sharp.slack < NEAR else plain, weight=weight)


def _seats(plan: Plan) -> Seats | None:
    """The run with stand-ins, where every rule in force caps whole vacancies whoever comes there."""
    inputs, graph, rows = plan.inputs, plan.allotment.graph, plan.allotment.rows
    if plan.allotment.placements_first or not rows:
        return None
    for rule in rules_in_force(inputs):
        read = {side for name in (*rule.where, *rule.per) for side, _ in column_of(inputs, name)}
        if rule.kind != "cap" or rule.sum is not None or read - {"post"}:
            return None
    alone = replace(inputs, candidates=inputs.candidates[:1])
    capped = {(row.rule, row.group): row.edges for row in rule_rows(alone, lone(plan.places))}
    return seats_of(graph, rows, [capped[row.rule, row.group] for row in rows])


def lone(places: Ints) -> Graph:
    """One candidate with a pair at every vacancy."""
    count = places.size
    one, nobody = np.ones(1, dtype=np.int64), np.zeros(count, dtype=np.int64)
    return Graph(nobody, np.arange(count), np.zeros(count), places, one)


def _seated(plan: Plan, seats: Seats) -> Standing:
    """The standing of an answer under caps over whole vacancies: with stand-ins, under places alone."""
    chosen = seated(seats, plan.allotment.graph, plan.solution.chosen)
    prices = duals.largest_prices(seats.graph, seats.graph.score, chosen)
    named: dict[str, list[int]] = {}
    for row, mine in zip(plan.allotment.rows, seats.stand_ins, strict=True):
        named.setdefault(row.rule, []).extend(mine[:1].tolist())
    made = _proven(seats.graph, (), chosen, prices, np.zeros(0))
    return replace(made, capped=np.concatenate(seats.held), stand_ins=named)


def _outweighing(graph: Graph) -> float:
    """More than any sum of scores: what a placement counts where placements come first."""
    most = min(int(graph.places.sum()), int(graph.allowance.sum()))
    return 1.0 + 10_000.0 * (most + 1.0)


def _largest(graph: Graph, rows: Sequence[RuleRow], chosen: Ints, multipliers: Floats) -> Floats | None:
    """The largest prices beside these multipliers, where they are whole numbers and chains must end."""
    if not np.all(np.abs(multipliers - np.round(multipliers)) < 1e-6):
        return None
    none = np.zeros(graph.places.size)
    gains = duals.reduced_gains(graph, graph.score, rows, prices=none, multipliers=np.round(multipliers))
    return None if np.any(gains != np.round(gains)) else duals.largest_prices(graph, gains, chosen)


def _proven(
    graph: Graph, rows: Sequence[RuleRow], chosen: Ints, prices: Floats, multipliers: Floats
) -> Standing:
    reduced = duals.reduced_gains(graph, graph.score, rows, prices=prices, multipliers=multipliers)
    limit = duals.bound(graph, rows, reduced, prices=prices, multipliers=multipliers)
    worth = duals.best_sum(graph, reduced)[1]
    value = float(graph.score[chosen].sum())
    loss = np.maximum(worth[graph.candidate] - reduced, 0.0)
    return Standing(graph, rows, chosen, value, prices, multipliers, max(0.0, limit - value), worth, loss)


def shifted(standing: Standing, shift: Shift, budget: Budget) -> Answer | None:
    """The exact optimum after a shift; ``None`` where the budget or the solver's exactness ends."""
    graph = standing.graph
    ceiling = standing.value + standing.slack
    ceiling += float(standing.prices @ shift.places) + float(standing.multipliers @ shift.limits)
    ceiling -= _gone(standing, shift.lost)
    places = graph.places + shift.places
    rows = [replace(row, limit=row.limit + more) for row, more in zip(standing.rows, shift.limits, strict=True)]
    reach = REACH
    while True:
        edges = np.flatnonzero(standing.loss <= reach)
        edges = np.setdiff1d(edges, shift.lost, assume_unique=True) if shift.lost.size else edges
        if not budget.take(_charge(edges.size, rows)):
            return None
        found, chosen = solve_part(graph, rows, edges, places)
        if found.status == "infeasible":
            if reach == np.inf:
                return Answer(float("-inf"), NONE)
            reach = np.inf
            continue
        if found.gap > EXACT:
            return None
        need = ceiling - found.value
        if need <= reach:
            return Answer(found.value, chosen)
        reach = need


def _charge(pairs: int, rows: Sequence[RuleRow]) -> int:
    """What a rerun costs: under rules a relaxation is solved, which takes many times as long."""
    return pairs * (UNDER_RULES if rows else 1)


def _gone(standing: Standing, lost: Ints) -> float:
    """What the bound loses at once because candidates lost every pair they had."""
    people, counts = np.unique(standing.graph.candidate[lost], return_counts=True)
    had = np.bincount(standing.graph.candidate, minlength=standing.worth.size)[people]
    allowed = standing.graph.allowance[people]
    return float((standing.worth[people] * allowed)[counts == had].sum())


def solve_part(
    graph: Graph, rows: Sequence[RuleRow], edges: Ints, places: Ints | None = None
) -> tuple[Solution, Ints]:
    """The solution over some pairs (sorted indices) and its choice in the graph's own indices."""
    people, candidate = np.unique(graph.candidate[edges], return_inverse=True)
    kept = graph.places if places is None else places
    part = Graph(candidate, graph.post[edges], graph.score[edges], kept, graph.allowance[people])
    found = solve(part, [part_of(row, edges) for row in rows])
    return found, edges[found.chosen]


def part_of(row: RuleRow, edges: Ints) -> RuleRow:
    """A row over some pairs only; ``edges`` sorted."""
    held, at = _common(row.edges, edges)
    share = None if row.share is None else _common(row.share, edges)[0]
    return replace(row, edges=held, coefficients=row.coefficients[at], share=share)


def _common(these: Ints, edges: Ints) -> tuple[Ints, Ints]:
    """Where sorted ``edges`` hold one of these (sorted as well), and which of these it is."""
    if not these.size:
        return NONE, NONE
    at = np.minimum(np.searchsorted(these, edges), these.size - 1)
    held = np.flatnonzero(these[at] == edges)
    return held, at[held]


def stand(graph: Graph, rows: Sequence[RuleRow], first: Ints, budget: Budget) -> Standing | None:
    """The proven optimum of a whole graph from a first guess at its pairs, by solving and pricing in turn.

    Ends when no pair left out could better the answer. ``None``: the budget ended, the rules cannot be met
    or the solver was not exact.
    """
    columns = first
    while True:
        if not budget.take(_charge(columns.size, rows)):
            return None
        found, chosen = solve_part(graph, rows, columns)
        if found.gap > EXACT or (found.status == "infeasible" and columns.size == graph.size):
            return None
        if found.status == "infeasible":
            columns = np.arange(graph.size)
            continue
        now = _proven(graph, rows, chosen, found.prices, found.multipliers)
        fresh = _paying(now, columns, found)
        if not fresh.size:
            return now
        columns = np.sort(np.concatenate([columns, fresh]))


def _paying(now: Standing, columns: Ints, found: Solution) -> Ints:
    """Pairs left out that could better an answer; the best of them."""
    if now.slack < NEAR:
        return NONE
    worth = np.zeros(now.graph.allowance.size)
    people = np.unique(now.graph.candidate[columns])
    worth[people] = found.profits
    reduced = now.worth[now.graph.candidate] - now.loss
    out = np.ones(now.graph.size, dtype=bool)
    out[columns] = False
    paying = np.flatnonzero(out & (now.loss <= EXACT) & (reduced > worth[now.graph.candidate] + 1e-6))
    if not paying.size:
        return np.flatnonzero(out & (now.loss <= now.slack))
    return paying if paying.size <= FRESH else np.sort(paying[np.argsort(-reduced[paying])[:FRESH]])
