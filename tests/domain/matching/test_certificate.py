"""What the prices of a published run prove, and what they do not hide."""

import numpy as np
from graphs import graph_of

from passerelle.domain.matching.certificate import Prices, check, prices_file, read_prices
from passerelle.domain.matching.graph import RuleRow
from passerelle.domain.matching.solve import solve


def test_prices_of_places_rules_and_the_count_are_read_back_as_written():
    written = {
        "score": Prices(np.array([0.0, 2.5]), np.array([4.0, 0.0]), 1.25),
        "placements": Prices(np.array([1.0, 0.0]), np.zeros(2)),
    }
    read = read_prices(prices_file(["p", "q"], written), ["p", "q"], 2)
    for stage, prices in written.items():
        assert read[stage].posts.tolist() == prices.posts.tolist()
        assert read[stage].rows.tolist() == prices.rows.tolist()
        assert read[stage].count == prices.count


def test_the_price_of_a_rule_that_binds_proves_the_bound():
    graph = graph_of([(0, 0, 9), (1, 1, 4)], [1, 1], [1, 1])
    rows = [RuleRow("one", "", np.arange(2), np.ones(2), 1.0)]
    found = solve(graph, rows)
    claim: dict[str, object] = {"sense": "max", "value": 9.0, "bound": 9.0}
    stages = {"score": Prices(found.prices, found.multipliers)}
    verdict = check(graph, rows, found.chosen, claim=claim, stages=stages)
    assert (verdict.faults, verdict.bound, verdict.bound_by) == ([], 9.0, "prices")


def test_a_better_sum_does_not_hide_that_more_could_be_placed():
    graph = graph_of([(0, 0, 9), (1, 1, -3)], [1, 1], [1, 1])
    claim: dict[str, object] = {"objective": "placements-then-score", "value": 9.0, "bound": 9.0}
    stages = {stage: Prices(np.zeros(2), np.zeros(0)) for stage in ("score", "placements")}
    verdict = check(graph, [], np.array([0]), claim=claim, stages=stages)
    assert (verdict.bound_by, verdict.faults) == ("prices", ["more candidates can be placed"])
