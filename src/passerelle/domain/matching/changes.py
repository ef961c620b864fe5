"""The cheapest change of their own that would give an unplaced candidate a place, for everybody at once.

A rerun after one candidate's change gains exactly (new score - clearing score) at the best vacancy: above
zero and at one vacancy alone, every best answer of the rerun holds that pair. So what is found here is what
a rerun would say; tests put it to real reruns. ``clearing`` knows the clearing scores, at once where only
places bind and by shared reruns under rules.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching.clearing import Clearing, Rows, Unsettled
from passerelle.domain.matching.eligibility import Bools, distinct
from passerelle.domain.matching.graph import Floats, Ints
from passerelle.domain.matching.moves import Move, raised, raised_language
from passerelle.domain.matching.pairs import BLOCK, score_block, whole_points
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.profiles import CandidateProfile
from passerelle.domain.matching.requirements import Facts, Test, Verdict, assess
from passerelle.domain.matching.scoring import TENTHS

Won = tuple[int, Move]  # the vacancy, and the change that gives a place there


@dataclass(slots=True)
class Changes:
    """What was found for unplaced candidates, by index; ``unsettled``: the budget ended before an answer."""

    found: dict[int, Won] = field(default_factory=dict)
    unsettled: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """One change of one candidate: the vacancies where the new score is above the floor, and those scores."""

    person: int
    move: Move
    posts: Ints
    scores: Floats
    promise: float


def own_changes(clearing: Clearing, tick: Callable[[float], None]) -> Changes:
    """For each unplaced candidate the least change of their own, and the vacancy where it gives a place."""
    changes, plan = Changes(), clearing.plan
    left = np.flatnonzero(plan.got == 0) if plan.inputs.vacancies else np.zeros(0, dtype=np.intp)
    steps = (_skills, _licences, _languages, _years, _levels)
    for done, step in enumerate(steps):
        tasks: list[_Task] = []
        for start in range(0, left.size, BLOCK):
            tick((done + start / left.size) / len(steps))
            tasks += step(clearing, left[start : start + BLOCK])
        _settle(clearing, tasks, changes)
        settled = changes.found.keys() | changes.unsettled
        left = np.array([row for row in left.tolist() if row not in settled], dtype=np.intp)
    return changes


def _settle(clearing: Clearing, tasks: list[_Task], changes: Changes) -> None:
    """Put tasks to the test; vacancies that most candidates wait for come first, then those of most profit."""
    waiting: dict[int, int] = {}
    by_person: dict[int, list[_Task]] = {}
    for task in sorted(tasks, key=lambda task: -task.promise):
        by_person.setdefault(task.person, []).append(task)
    first = {person: int(mine[0].posts[mine[0].scores.argmax()]) for person, mine in by_person.items()}
    for post in first.values():
        waiting[post] = waiting.get(post, 0) + 1
    for person in sorted(by_person, key=lambda one: (-waiting[first[one]], -by_person[one][0].promise, one)):
        try:
            won = _won(clearing, by_person[person])
        except Unsettled:
            changes.unsettled.add(person)
            continue
        if won is not None:
            changes.found[person] = won


def _won(clearing: Clearing, tasks: list[_Task]) -> Won | None:
    """Of several changes of one kind that would do, the one of most profit."""
    best, won = 0.0, None
    for task in tasks:
        settled = clearing.settle(task.person, task.posts, task.scores)
        if settled is not None and settled[1] > best:
            best, won = settled[1], (settled[0], task.move)
    return won


def _tasks(
    clearing: Clearing, rows: Rows, score: NDArray[np.int16], able: Bools, move: Callable[[int], Move]
) -> Iterator[_Task]:
    """A task for each candidate whose change gives a new pair, or a better one, above a floor.

    A pair that stays as it is cannot win: the run itself did without it.
    """
    pairs = clearing.plan.pairs
    feasible = _gates_open(clearing.plan, rows) & (pairs.score[rows] >= 0) & pairs.shares[rows]
    newer = able & (~feasible | (score > pairs.score[rows]))
    profit = np.where(newer, score - clearing.floors(rows), -np.inf)
    for at in np.flatnonzero((profit > 0).any(axis=1)).tolist():
        posts = np.flatnonzero(profit[at] > 0)
        person = int(rows[at])
        yield _Task(person, move(person), posts, score[at, posts].astype(np.float64), float(profit[at].max()))


def _gates_open(plan: Plan, rows: Rows) -> Bools:
    opened: Bools = (plan.pairs.failing[rows] == 0) & (plan.pairs.unknown[rows] == 0)
    return opened


def _skills(clearing: Clearing, rows: Rows) -> Iterator[_Task]:
    """One missing skill: at each vacancy the weightiest one gives most, so only that one need be tried."""
    plan = clearing.plan
    sides, pairs = plan.pairs.sides, plan.pairs
    holds = sides.holds[rows]
    able = _gates_open(plan, rows) & (pairs.score[rows] >= 0)
    weight, skill = _weightiest_missing(plan, holds, able)
    common = (holds.astype(np.float32) @ sides.weights).astype(np.int64)
    points, whole = sides.skill_points(rows), np.maximum(sides.whole, 1)[None, :]
    base = pairs.score[rows] - whole_points(points, common, whole)
    floors = np.broadcast_to(clearing.floors(rows), base.shape)
    hopeful = (weight > 0) & (base + whole_points(points, common + weight, whole) > floors)
    for at in np.flatnonzero(hopeful.any(axis=1)).tolist():
        for chosen in np.unique(skill[at][hopeful[at]]).tolist():
            learnt = sides.weights[chosen].astype(np.int64)
            through = base[at] + points[at] * (common[at] + learnt) // whole[0]
            posts = np.flatnonzero(able[at] & (learnt > 0) & (through > floors[at]))
            move = Move("candidate", "skill", sides.skills[chosen])
            promise = float((through - floors[at])[posts].max())
            yield _Task(int(rows[at]), move, posts, through[posts].astype(np.float64), promise)


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


def _licences(clearing: Clearing, rows: Rows) -> Iterator[_Task]:
    tests = clearing.plan.pairs.registry.tests
    kinds = sorted({one for at in _tests(clearing.plan, "licence") for one in tests[at].need})
    yield from _by_gates(clearing, rows, "licence", [Move("candidate", "licence", one) for one in kinds])


def _languages(clearing: Clearing, rows: Rows) -> Iterator[_Task]:
    tests = clearing.plan.pairs.registry.tests
    codes = sorted({tests[at].what for at in _tests(clearing.plan, "language")})
    yield from _by_gates(clearing, rows, "language", [Move("candidate", "language", code) for code in codes])


def _levels(clearing: Clearing, rows: Rows) -> Iterator[_Task]:
    yield from _by_gates(clearing, rows, "eqf", [Move("candidate", "eqf")])


def _years(clearing: Clearing, rows: Rows) -> Iterator[_Task]:
    """One year more opens gates and adds points at the same time."""
    sides = clearing.plan.pairs.sides
    known = sides.knows["experience"][rows]
    more = replace(sides, years=sides.years + TENTHS)
    score, shares = score_block(more, rows)
    moves = [Move("candidate", "years")]
    yield from _by_gates(clearing, rows[known], "experience", moves, (score[known], shares[known]))


def _tests(plan: Plan, kind: str) -> list[int]:
    return [at for at, test in enumerate(plan.pairs.registry.tests) if test.kind == kind]


def _by_gates(
    clearing: Clearing,
    rows: Rows,
    kind: str,
    moves: list[Move],
    table: tuple[NDArray[np.int16], Bools] | None = None,
) -> Iterator[_Task]:
    """Try each change on the gates of one kind."""
    plan = clearing.plan
    score, shares = table or (plan.pairs.score[rows], plan.pairs.shares[rows])
    people, asked = plan.inputs.candidates, plan.pairs.registry.asked.astype(np.float32)
    for move in moves:
        freed = _freed(plan, rows, kind, move)
        useful = np.arange(rows.size) if table else np.flatnonzero(freed.any(axis=1))
        if not useful.size:
            continue
        opened = freed[useful].astype(np.float32) @ asked
        able = (plan.pairs.failing[rows[useful]] - opened == 0) & (plan.pairs.unknown[rows[useful]] == 0)
        able &= (score[useful] >= 0) & shares[useful]
        told = _teller(move, people)
        yield from _tasks(clearing, rows[useful], score[useful], able, told)


def _teller(move: Move, people: tuple[CandidateProfile, ...]) -> Callable[[int], Move]:
    return lambda person: _told(move, people[person])


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
