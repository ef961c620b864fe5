"""Changes told under rules, shortlists, pairings and placements first: each put to real reruns."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from matching_worlds import world

from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.limits import rule_rows
from passerelle.domain.matching.moves import Move, after, read_move
from passerelle.domain.matching.plan import Plan, Watch, plan
from passerelle.domain.matching.result import Outcome, Reason
from passerelle.domain.matching.run import changes_of, run_match
from passerelle.domain.matching.solve import solve
from passerelle.domain.matching.standing import standing_of
from passerelle.domain.matching.whatif import confirm
from passerelle.domain.schemes.scheme import Rule, Span

some_worlds = settings(max_examples=8, deadline=None)
CAP = Rule(name="cap", kind="cap", limit=1, per=("candidate.region",))
PLACES = Rule(name="few", kind="cap", limit=2, where={"post.country": "FR"})
FLOOR = Rule(name="floor", kind="floor", limit=1, where={"sex": "f"})
SHARE = Rule(name="women", kind="share-floor", limit=0.5, share_of={"sex": "f"})
MEN = Rule(name="men", kind="share-cap", limit=0.4, share_of={"sex": "m"})
KINDS: dict[str, dict[str, Any]] = {
    "plain": {},
    "cap": {"rules": (CAP,)},
    "cap over vacancies": {"rules": (PLACES,)},
    "cap per employer": {"rules": (Rule(name="each", kind="cap", limit=1, per=("employer",)),)},
    "two caps": {"rules": (CAP, PLACES)},
    "floor and cap": {"rules": (FLOOR, PLACES)},
    "share": {"rules": (SHARE,)},
    "shares and cap": {"rules": (MEN, PLACES)},
    "placements first": {"objective": "placements-then-score"},
    "placements first under rules": {"objective": "placements-then-score", "rules": (SHARE, PLACES)},
    "shortlist": {"kind": "shortlist", "size": 2, "sizes": {"FR": Span(least=1, most=3)}, "per_candidate": 2},
    "shortlist under a share": {"kind": "shortlist", "size": 2, "per_candidate": 2, "rules": (SHARE,)},
    "pairing": {"kind": "pairing", "per_candidate": 2},
    "pairing under a cap": {"kind": "pairing", "per_candidate": 3, "rules": (CAP,)},
}


def unplaced(inputs: MatchInputs) -> list[Reason]:
    reasons = run_match(inputs).reasons
    return [one for one in reasons if one.side == "candidate" and one.outcome is not Outcome.PROPOSED]


@pytest.mark.parametrize("kind", KINDS)
@some_worlds
@given(seed=some.integers(0, 100_000))
def test_every_change_told_is_confirmed_by_a_real_rerun(kind: str, seed: int) -> None:
    inputs = world(seed, 12, 4, **KINDS[kind])
    for reason in unplaced(inputs):
        if reason.change:
            assert confirm(inputs, read_move(reason.change), candidate=reason.id, vacancy=reason.other)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=4, deadline=None)
@given(seed=some.integers(0, 100_000))
def test_no_cheaper_change_of_their_own_surely_gives_a_place(kind: str, seed: int) -> None:
    inputs = world(seed, 8, 3, **KINDS[kind])
    value = objective_of(inputs)
    for reason in unplaced(inputs):
        if value is None:
            return
        assert reason.searched
        told = read_move(reason.change).effort if reason.change else 99
        for move in own_moves(inputs):
            if move.effort < told:
                assert not surely_placed(inputs, move, reason.id, value)


def own_moves(inputs: MatchInputs) -> list[Move]:
    skills = sorted({skill for post in inputs.vacancies for skill in post.skills or ()})
    moves = [Move("candidate", "skill", skill) for skill in skills]
    moves += [Move("candidate", "language", code) for code in ("fr", "en")]
    return [
        *moves,
        Move("candidate", "years"),
        Move("candidate", "eqf"),
        Move("candidate", "licence", "driving:B"),
    ]


def objective_of(inputs: MatchInputs) -> float | None:
    """The value with placements weighed as the objective weighs them; nothing where the rules clash."""
    solved = plan(inputs)
    if solved.solution.status == "infeasible":
        return None
    first = solved.allotment.placements_first
    return solved.solution.value + (1e6 * solved.solution.chosen.size if first else 0)


def surely_placed(inputs: MatchInputs, move: Move, key: str, value: float) -> bool:
    """Whether a rerun gains by the change at one vacancy alone: without that pair it is worth less."""
    changed = after(inputs, move, candidate=key, vacancy="")
    best = None if changed is None else objective_of(changed)
    if changed is None or best is None or best <= value:
        return False
    solved = plan(changed)
    graph, people = solved.allotment.graph, solved.inputs.candidates
    mine = [edge for edge in solved.solution.chosen.tolist() if people[graph.candidate[edge]].id == key]
    return any(value_without(solved, edge) < best - 0.5 for edge in mine)


def value_without(solved: Plan, edge: int) -> float:
    """The value when a pair may not be chosen."""
    kept = np.delete(np.arange(solved.allotment.graph.size), edge)
    graph = solved.allotment.graph.part(kept)
    first = solved.allotment.placements_first
    found = solve(graph, rule_rows(solved.inputs, graph), placements_first=first)
    if found.status == "infeasible":
        return -np.inf
    return found.value + (1e6 * found.chosen.size if first else 0)


@pytest.mark.parametrize("kind", ["cap", "share", "floor and cap", "cap over vacancies", "pairing under a cap"])
def test_beyond_the_budget_a_change_is_not_searched_and_never_wrong(kind: str) -> None:
    short = 0
    for seed in range(12):
        solved = plan(world(seed, 12, 4, **KINDS[kind]))
        standing = standing_of(solved)
        none = changes_of(solved, standing, Budget(edges=0), Watch())
        every = changes_of(solved, standing, Budget(), Watch())
        if standing is not None:
            assert not every.unsettled
            assert every.found.keys() - none.found.keys() <= none.unsettled
            short += len(none.unsettled)
    assert short or kind == "cap over vacancies"


def test_a_rule_that_reads_what_could_change_is_not_searched() -> None:
    rule = Rule(name="r", kind="cap", limit=1, where={"eqf": "5"})
    solved = plan(world(3, 12, 4, rules=(rule,)))
    found = changes_of(solved, standing_of(solved), Budget(), Watch())
    assert found.unsettled == {at for at, got in enumerate(solved.got.tolist()) if not got}


def test_a_rule_of_another_group_without_a_pair_bars_the_newcomer() -> None:
    rule = Rule(name="none", kind="cap", limit=0, per=("candidate.region",))
    for seed in range(8):
        inputs = world(seed, 10, 3, rules=(rule,))
        for reason in unplaced(inputs):
            if reason.change:
                assert confirm(inputs, read_move(reason.change), candidate=reason.id, vacancy=reason.other)
