"""Answers near a proven one: exact where they are proven, and none where they are not."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from graphs import graph_of
from matching_worlds import world

from passerelle.domain.matching import seats, standing
from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.changes import Changes, own_changes
from passerelle.domain.matching.clearing import Clearing
from passerelle.domain.matching.concessions import concede
from passerelle.domain.matching.graph import RuleRow, Solution
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.plan import plan
from passerelle.domain.matching.solve import solve
from passerelle.domain.schemes.scheme import Rule

NONE_EACH = Rule(name="none", kind="cap", limit=0, per=("candidate.region", "employer"))
WOMEN = Rule(name="women", kind="share-floor", limit=0.5, share_of={"sex": "f"})
GRAPH = graph_of([(0, 0, 9), (1, 0, 4)], [1], [1, 1])


def floor(edges: list[int], least: float) -> list[RuleRow]:
    return [RuleRow("least", "", np.array(edges), -np.ones(len(edges)), -least, "floor")]


def unproven(*asked: Any, **how: Any) -> Solution:
    """The solver's answer as if its search had ended with a gap."""
    return replace(solve(*asked, **how), status="stopped", gap=0.1)


def clearing_of(inputs: MatchInputs) -> Clearing:
    solved = plan(inputs)
    stands = standing.standing_of(solved)
    assert stands is not None
    return Clearing(solved, stands, Budget())


def test_a_first_guess_that_cannot_meet_the_rules_is_widened_to_all_pairs():
    found = standing.stand(GRAPH, floor([1], 1.0), np.array([0]), Budget())
    assert found is not None
    assert (found.chosen.tolist(), found.value) == ([1], 4.0)


def test_rules_that_nothing_meets_have_no_standing():
    assert standing.stand(GRAPH, floor([0, 1], 2.0), np.array([0]), Budget()) is None


def test_an_answer_that_is_not_proven_is_no_answer(monkeypatch):
    stands = standing.stand(GRAPH, [], np.array([0]), Budget())
    assert stands is not None
    more = standing.Shift(np.array([1]), np.zeros(0))
    assert standing.shifted(stands, more, Budget()).value == 13.0
    monkeypatch.setattr(standing, "solve", unproven)
    assert standing.shifted(stands, more, Budget()) is None


def test_placements_first_under_rules_stands_only_on_a_proven_rerun(monkeypatch):
    solved = plan(world(5, 8, 3, objective="placements-then-score", rules=(WOMEN,)))
    assert standing.standing_of(solved) is not None
    monkeypatch.setattr(standing, "solve", unproven)
    assert standing.standing_of(solved) is None


@pytest.mark.parametrize("limit", [1.0, 1.5])
def test_a_cap_over_whole_vacancies_is_proven_by_seats_where_its_limit_is_whole(limit):
    row = RuleRow("some", "", np.arange(2), np.ones(2), limit)
    graph = graph_of([(0, 0, 9), (1, 1, 4)], [1, 1], [1, 1])
    found = seats.solve_seats(graph, [row])
    assert (found is not None) == (limit == 1.0)
    assert found is None or (found.value, found.multipliers.tolist()) == (9.0, [9.0])


def test_a_cap_that_would_take_too_many_stand_ins_is_left_to_the_other_solver(monkeypatch):
    row = RuleRow("some", "", np.arange(2), np.ones(2), 0.0)
    assert seats.solve_seats(GRAPH, [row]) is not None
    monkeypatch.setattr(seats, "MOST", 0)
    assert seats.solve_seats(GRAPH, [row]) is None


def test_a_rule_bars_a_newcomer_whose_group_nobody_could_place_so_far():
    inputs = world(1, 12, 4).in_order()
    free = clearing_of(inputs)
    told = own_changes(free, lambda _: None).found
    paired = set(free.standing.graph.candidate.tolist())
    alone = min(person for person in told if person not in paired)
    key = inputs.candidates[alone].id
    groups = {**inputs.groups, key: replace(inputs.groups[key], region="MA-99")}
    ruled = replace(inputs, groups=groups, scheme=replace(inputs.scheme, rules=(NONE_EACH,)))
    clearing = clearing_of(ruled)
    assert clearing.standing.rows
    assert not any(row.group.startswith("MA-99") for row in clearing.standing.rows)
    assert np.isinf(clearing.floors(np.array([alone]))).all()
    assert alone not in own_changes(clearing, lambda _: None).found


def test_whoever_is_in_the_rest_is_weighed_against_a_rest_without_them():
    """Under a share, one place fewer may let in the very candidate whose clearing score is asked."""
    clearing = clearing_of(world(12, 12, 4, rules=(WOMEN,)))
    graph, stands, met = clearing.standing.graph, clearing.standing, 0
    for person in np.flatnonzero(clearing.plan.got == 0).tolist():
        for post in np.flatnonzero(clearing.plan.places).tolist():
            adds = clearing.adds(int(clearing.group[person]))[0][:, post]
            mine = np.flatnonzero(graph.candidate == person)
            fewer = -(np.arange(graph.places.size) == post).astype(np.int64)
            rest = standing.shifted(stands, standing.Shift(fewer, -adds), Budget())
            without = standing.shifted(stands, standing.Shift(fewer, -adds, mine), Budget())
            assert rest is not None
            assert without is not None
            met += bool(np.isin(mine, rest.chosen).any())
            assert clearing.threshold(person, post) == pytest.approx(stands.value - without.value)
    assert met


def test_whose_own_changes_were_not_searched_through_is_told_of_no_concession():
    clearing = clearing_of(world(1, 12, 4))
    open_, ended = Changes(), Changes(unsettled=set(range(12)))
    concede(clearing, open_)
    concede(clearing, ended)
    assert open_.found
    assert not ended.found
