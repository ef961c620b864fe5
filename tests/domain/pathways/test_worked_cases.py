"""Worked cases of every rule, read from files that a lawyer can read too."""

import tomllib
from pathlib import Path

import pytest

from passerelle.domain.pathways.assess import condition
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.case_files import case_of

CASES = [
    one
    for path in sorted(Path(__file__).parent.joinpath("cases").rglob("*.toml"))
    for one in tomllib.loads(path.read_text("utf-8"))["case"]
]


def nested(facts):
    values = {}
    for name, fact in facts.items():
        *groups, key = name.split(".")
        inner = values
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[key] = fact
    return values


@pytest.mark.parametrize("told", CASES, ids=lambda told: f"{told['rule']}: {told['title']}")
def test_a_rule_answers_as_its_worked_case_says(told):
    found = condition(case_of(nested(told["facts"])), book().rules[told["rule"]], on=told["on"])
    assert found.verdict == told["verdict"], found
    if "missing" in told:
        assert found.missing == tuple(told["missing"])


def test_every_rule_has_a_case_that_is_assessed():
    told = {one["rule"] for one in CASES}
    assert told == book().rules.keys()
