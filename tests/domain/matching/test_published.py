"""A frozen instance is read back as it was, and a run published with it can be checked."""

import json

import numpy as np
import pytest
from graphs import graph_of

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.matching.graph import RuleRow
from passerelle.domain.matching.instance import Instance
from passerelle.domain.matching.published import freeze, read_frozen, verify
from passerelle.domain.matching.run_files import json_file, placements_file, prices_csv, run_keys
from passerelle.domain.matching.solve import solve

GRAPH = graph_of([(0, 0, 9), (0, 1, 8), (1, 0, 4), (1, 1, 3)], [1, 1], [1, 1])
ROWS = [RuleRow("one", "x", np.array([1, 3]), np.ones(2), 1.0)]


def published(**more):
    solution = solve(GRAPH, ROWS, placements_first="objective" in more)
    instance = Instance(["a", "b"], ["p", "q"], GRAPH, ROWS)
    run = run_keys(GRAPH, ROWS, solution, prices=[], sense="max", seconds=0.0) | more
    return {
        "instance.npz": freeze(GRAPH, ROWS, instance.candidates, instance.posts),
        "placements.csv": placements_file(instance, solution),
        "prices.csv": prices_csv(instance.posts, solution),
        "run.json": json_file(run),
    }


def test_a_frozen_instance_is_the_same_when_read():
    content = freeze(GRAPH, ROWS, ["a", "b"], ["p", "q"])
    assert content == freeze(GRAPH, ROWS, ["a", "b"], ["p", "q"])
    instance = read_frozen(content)
    assert (instance.candidates, instance.posts) == (["a", "b"], ["p", "q"])
    assert np.array_equal(instance.graph.score, GRAPH.score)
    assert [(row.rule, row.group, row.limit) for row in instance.rows] == [("one", "x", 1.0)]


@pytest.mark.parametrize("more", [{}, {"objective": "placements-then-score"}])
def test_a_published_run_holds_by_its_prices(more):
    verdict = verify(published(**more))
    assert (verdict["ok"], verdict["bound_by"], verdict["exact"]) == (True, "prices", True)


def test_fewer_placements_than_can_be_are_found():
    files = published(objective="placements-then-score")
    claim = json.loads(files["run.json"]) | {"placed": 1, "value": 9.0, "bound": 9.0}
    files |= {"placements.csv": b"candidate,post,score\na,p,9\n", "run.json": json_file(claim)}
    assert verify(files)["ok"] is False


def test_a_false_clash_is_found():
    files = published(status="infeasible", clash=["one"])
    assert verify(files)["ok"] is False


@pytest.mark.parametrize(
    ("name", "content"), [("instance.npz", b"x"), ("run.json", b"[]"), ("prices.csv", b"a\n1\n")]
)
def test_a_file_that_cannot_be_read_is_refused(name, content):
    with pytest.raises(Refused):
        verify(published() | {name: content})


def test_a_run_whose_scores_are_too_large_for_whole_numbers_holds_all_the_same():
    graph = graph_of([(0, 0, 9e15), (1, 0, 4e15)], [1], [1, 1])
    solution = solve(graph)
    run = run_keys(graph, [], solution, prices=[], sense="max", seconds=0.0)
    instance = Instance(["a", "b"], ["p"], graph, [])
    files = {
        "instance.npz": freeze(graph, [], ["a", "b"], ["p"]),
        "placements.csv": placements_file(instance, solution),
        "prices.csv": prices_csv(["p"], solution),
        "run.json": json_file(run),
    }
    verdict = verify(files)
    assert (verdict["ok"], verdict["exact"]) == (True, False)


def test_a_clash_that_is_larger_than_it_need_be_is_found():
    floors = [RuleRow(name, "", np.arange(4), -np.ones(4), -9.0, "floor") for name in ("one", "two")]
    claim = {"status": "infeasible", "clash": ["one", "two"]}
    files = {"instance.npz": freeze(GRAPH, floors, ["a", "b"], ["p", "q"]), "run.json": json_file(claim)}
    assert verify(files)["faults"] == ["the clashing set is not irreducible"]
    files["run.json"] = json_file(claim | {"clash": ["one"]})
    assert verify(files)["ok"] is True


@pytest.mark.parametrize(
    ("lines", "placed"), [(["a,q"], 1), (["a,p", "a,p"], 2), (["a,p"], 3)], ids=["pair", "twice", "count"]
)
def test_a_forged_stable_run_is_found(lines, placed):
    files = {
        "candidates.csv": b"candidate,post,rank\na,p,1\n",
        "posts.csv": b"post,places\np,1\nq,1\n",
        "ranks.csv": b"post,candidate,rank\np,a,1\n",
        "placements.csv": "\n".join(["candidate,post", *lines, ""]).encode(),
        "run.json": json_file({"placed": placed, "seed": 0}),
    }
    assert verify(files)["ok"] is False
