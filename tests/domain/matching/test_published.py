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
