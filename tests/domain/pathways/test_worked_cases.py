"""Worked cases of every rule."""

import pytest
from law_cases import CASES, nested

from passerelle.domain.pathways.assess import condition
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.case_files import case_of


@pytest.mark.parametrize("told", CASES, ids=lambda told: f"{told['rule']}: {told['title']}")
def test_a_rule_answers_as_its_worked_case_says(told):
    found = condition(case_of(nested(told["facts"])), book().rules[told["rule"]], on=told["on"])
    assert found.verdict == told["verdict"], found
    if "missing" in told:
        assert found.missing == tuple(told["missing"])
    for name in ("have", "need"):
        assert name not in told or getattr(found, name) == told[name]


def test_every_rule_has_a_case_that_is_assessed():
    told = {one["rule"] for one in CASES}
    assert told == book().rules.keys()
