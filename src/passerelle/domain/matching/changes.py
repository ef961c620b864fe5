"""The cheapest change of their own that would give an unplaced candidate a place, for everybody at once.

Where only places bind, the largest clearing price of a vacancy is what the sum loses with one place less
there. A rerun after one candidate's change therefore gains exactly (new score - price) at the best vacancy:
above zero and at one vacancy alone, every best answer of the rerun holds that pair. So what is found here is
what a rerun would say; a test puts it to real reruns.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching.eligibility import Bools, distinct
from passerelle.domain.matching.graph import Floats
from passerelle.domain.matching.moves import Move, raised, raised_language
from passerelle.domain.matching.pairs import BLOCK, score_block, whole_points
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.profiles import CandidateProfile
from passerelle.domain.matching.requirements import Facts, Test, Verdict, assess
from passerelle.domain.matching.scoring import TENTHS

Found = dict[int, tuple[int, Move]]  # candidate -> (vacancy, change)
Rows = NDArray[np.intp]


def own_changes(plan: Plan, tick: Callable[[float], None]) -> Found:
    """For each unplaced candidate the least change of their own, and the vacancy where it gives a place."""
    found: Found = {}
    if not plan.allotment.capacity_only or not plan.inputs.vacancies:
        return found
    left = np.flatnonzero(plan.got == 0)
    steps = (_skills, _licences, _languages, _years, _levels)
    for done, step in enumerate(steps):
        for start in range(0, left.size, BLOCK):
            tick((done + start / left.size) / len(steps))
            rows = left[start : start + BLOCK]
            found.update(step(plan, rows))
        left = np.array([row for row in left.tolist() if row not in found], dtype=np.intp)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    """Per row the vacancy of most profit, and whether it is above zero and alone."""

    vacancy: Rows
    sure: Bools
    profit: Floats


def _best(profit: Floats) -> _Best:
    vacancy = profit.argmax(axis=1)
    most = profit[np.arange(vacancy.size), vacancy]
    alone = (profit == most[:, None]).sum(axis=1) == 1
    return _Best(vacancy, (most > 0) & alone, most)


def _profit(plan: Plan, rows: Rows, able: Bools, score: NDArray[np.int16]) -> Floats:
    worth: Floats = np.where(able, score - plan.prices[None, :], -np.inf)
    return worth


def _gates_open(plan: Plan, rows: Rows) -> Bools:
    opened: Bools = (plan.pairs.failing[rows] == 0) & (plan.pairs.unknown[rows] == 0)
    return opened


def _skills(plan: Plan, rows: Rows) -> Iterator[tuple[int, tuple[int, Move]]]:
    """One missing skill: at each vacancy the weightiest one gives most, so only that one need be tried."""
    sides, pairs = plan.pairs.sides, plan.pairs
    holds = sides.holds[rows]
    able = _gates_open(plan, rows) & (pairs.score[rows] >= 0)
    weight, skill = _weightiest_missing(plan, holds, able)
    common = (holds.astype(np.float32) @ sides.weights).astype(np.int64)
    points, whole = sides.skill_points(rows), np.maximum(sides.whole, 1)[None, :]
    base = pairs.score[rows] - whole_points(points, common, whole) - plan.prices[None, :]
    profit = np.where(weight > 0, base + whole_points(points, common + weight, whole), -np.inf)
    best = _best(profit)
    for at in np.flatnonzero(best.profit > 0).tolist():
        for vacancy in np.flatnonzero(profit[at] == best.profit[at]).tolist():
            chosen = skill[at, vacancy]
            # Equal profits through other skills are no rivals: only one skill is learnt.
            learnt = sides.weights[chosen].astype(np.int64)
            through = base[at] + points[at] * (common[at] + learnt) // whole[0]
            if (through[weight[at] > 0] >= best.profit[at]).sum() == 1:
                yield int(rows[at]), (vacancy, Move("candidate", "skill", sides.skills[int(chosen)]))
                break


def _weightiest_missing(plan: Plan, holds: Bools, able: Bools) -> tuple[NDArray[np.int64], Rows]:
    """For each able pair the weight and index of the weightiest skill asked and not held (weight 0: none)."""
    weights = plan.pairs.sides.weights
    order = np.argsort(-weights, axis=0, kind="stable")
    ranked = np.take_along_axis(weights, order, axis=0)
    weight, skill = np.zeros(able.shape, dtype=np.int64), np.zeros(able.shape, dtype=np.intp)
    row, column = np.nonzero(able)
    for rank in range(weights.shape[0]):
        asked = ranked[rank, column] > 0
        row, column = row[asked], column[asked]
        if not row.size:
            break
        wanted = order[rank, column]
        lacks = ~holds[row, wanted]
        weight[row[lacks], column[lacks]] = ranked[rank, column[lacks]]
        skill[row[lacks], column[lacks]] = wanted[lacks]
        row, column = row[~lacks], column[~lacks]
    return weight, skill


def _licences(plan: Plan, rows: Rows) -> Iterator[tuple[int, tuple[int, Move]]]:
    kinds = sorted({one for test in _tests(plan, "licence") for one in plan.pairs.registry.tests[test].need})
    moves = [Move("candidate", "licence", one) for one in kinds]
    yield from _by_gates(plan, rows, "licence", moves)


def _languages(plan: Plan, rows: Rows) -> Iterator[tuple[int, tuple[int, Move]]]:
    codes = sorted({plan.pairs.registry.tests[test].what for test in _tests(plan, "language")})
    yield from _by_gates(plan, rows, "language", [Move("candidate", "language", code) for code in codes])


def _levels(plan: Plan, rows: Rows) -> Iterator[tuple[int, tuple[int, Move]]]:
    yield from _by_gates(plan, rows, "eqf", [Move("candidate", "eqf")])


def _years(plan: Plan, rows: Rows) -> Iterator[tuple[int, tuple[int, Move]]]:
    """One year more opens gates and adds points at the same time."""
    sides = plan.pairs.sides
    known = sides.knows["experience"][rows]
    more = replace(sides, years=sides.years + TENTHS)
    score, shares = score_block(more, rows)
    yield from _by_gates(
        plan, rows[known], "experience", [Move("candidate", "years")], (score[known], shares[known])
    )


def _tests(plan: Plan, kind: str) -> list[int]:
    return [at for at, test in enumerate(plan.pairs.registry.tests) if test.kind == kind]


def _by_gates(
    plan: Plan,
    rows: Rows,
    kind: str,
    moves: list[Move],
    table: tuple[NDArray[np.int16], Bools] | None = None,
) -> Iterator[tuple[int, tuple[int, Move]]]:
    """Try each change on the gates of one kind; of several that would do, the one of most profit."""
    score, shares = table or (plan.pairs.score[rows], plan.pairs.shares[rows])
    best: dict[int, tuple[float, int, Move]] = {}
    for move in moves:
        freed = _freed(plan, rows, kind, move)
        useful = np.arange(rows.size) if table else np.flatnonzero(freed.any(axis=1))
        if not useful.size:
            continue
        opened = freed[useful].astype(np.float32) @ plan.pairs.registry.asked.astype(np.float32)
        able = (plan.pairs.failing[rows[useful]] - opened == 0) & (plan.pairs.unknown[rows[useful]] == 0)
        able &= (score[useful] >= 0) & shares[useful]
        choice = _best(_profit(plan, rows[useful], able, score[useful]))
        for at in np.flatnonzero(choice.sure).tolist():
            row, profit = int(rows[useful[at]]), float(choice.profit[at])
            if row not in best or profit > best[row][0]:
                best[row] = (profit, int(choice.vacancy[at]), move)
    people = plan.inputs.candidates
    for row, (_, vacancy, move) in best.items():
        yield row, (vacancy, _told(move, people[row]))


def _told(move: Move, profile: CandidateProfile) -> Move:
    """The change with the value that it leads to."""
    if move.kind == "language":
        return replace(move, to=dict(raised_language(profile.languages, move.what) or ())[move.what] or "")
    if move.kind == "years":
        return replace(move, to=f"{(profile.years or 0) + 1:g}")
    return replace(move, to=str((profile.eqf or 0) + 1)) if move.kind == "eqf" else move


def _freed(plan: Plan, rows: Rows, kind: str, move: Move) -> Bools:
    """Rows x tests: not met now, met after the change."""
    registry = plan.pairs.registry
    freed = np.zeros((rows.size, len(registry.tests)), dtype=bool)
    columns = [at for at in _tests(plan, kind) if kind != "language" or registry.tests[at].what == move.what]
    if not columns:
        return freed
    shown, inverse = distinct(registry.tests[columns[0]], [registry.people[row] for row in rows.tolist()])
    after = [_after(facts, move) for facts in shown]
    for column in columns:
        met = np.array([_meets(registry.tests[column], facts) for facts in after], dtype=bool)
        freed[:, column] = registry.not_met[rows, column] & met[inverse]
    return freed


def _after(facts: Facts, move: Move) -> Facts | None:
    profile = raised(facts.profile, move)
    return None if profile is None else replace(facts, profile=profile)


def _meets(test: Test, facts: Facts | None) -> bool:
    return facts is not None and assess(test, facts).verdict is Verdict.MET
