"""``passerelle match CODE`` and ``match explain R-...``: the same run and the same reasons at the command line."""

import json

import pytest
from click.testing import CliRunner, Result
from matching_cast import RULE, Matched, make_matched, scheme_facts, state

from passerelle.commands.match import match
from passerelle.records.partnerships.models import Scheme
from passerelle.records.selection.models import Run

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FLOOR = RULE.replace('kind = "cap"', 'kind = "floor"').replace("limit = 2", "limit = 9")


@pytest.fixture
def matched(db: None) -> Matched:
    """Four people, two vacancies, one run."""
    return make_matched()


def _match(*arguments: str) -> Result:
    return CliRunner().invoke(match, arguments)


def test_a_schemes_matching_runs_by_its_code(matched: Matched) -> None:
    done = _match("ALPHA", "--seed", "3", "--on", "2026-03-14", "--without", "nl>=B1", "--json")
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert (answer["placed"], answer["ordinal"], answer["seed"]) == (3, 2, 3)
    assert Run.objects.unscoped("test").get(number=answer["run"]).inputs_digest == answer["digest"]
    assert "2 of 3 places" in _match("alpha").stdout


def test_an_unknown_scheme_is_refused(db: None) -> None:
    done = _match("nowhere", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stderr)["errors"][0]["code"] == "unknown-scheme"


def test_rules_that_cannot_all_be_met_are_named(matched: Matched) -> None:
    state(matched.cast.alpha, scheme_facts(more=FLOOR))
    done = _match("alpha")
    assert done.exit_code == 4
    assert "few-at-one-employer" in done.stdout


def test_a_run_that_fails_says_so(matched: Matched) -> None:
    state(Scheme.objects.unscoped("test").get(code="alpha"), {**scheme_facts(), "track": [{}]})
    done = _match("alpha")
    assert done.exit_code == 1


def test_any_pair_of_a_run_is_explained(matched: Matched) -> None:
    asked = (matched.run.number, matched.third.number.lower(), matched.dutch.number)
    done = _match("explain", *asked)
    assert done.exit_code == 0
    assert "nl>=B1" in done.stdout
    as_json = json.loads(_match("explain", *asked, "--json").stdout)
    assert json.loads(_match("explain", *asked, "--confirm", "--json").stdout)["confirmed"] is True
    assert as_json["proposed"] is False
    missing = matched.run.number[:-3] + "00-0"
    assert _match("explain", missing, *asked[1:]).exit_code in (1, 2)
    assert _match("explain", matched.run.number, "C-0", asked[2]).exit_code == 1
