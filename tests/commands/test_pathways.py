"""The command pathways: check, list, show, and what the law's changes touch."""

import json

import pytest
from click.testing import CliRunner
from people import make_cast

from passerelle.commands.bench import measure
from passerelle.commands.benches.pathways import BENCH
from passerelle.commands.pathways import pathways
from passerelle.domain.pathways.book import book


def run(*arguments: str) -> tuple[int, str, str]:
    answer = CliRunner().invoke(pathways, list(arguments))
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps({
        "person": {"nationality": "NG", "residence": "NG"},
        "job": {"country": "NL", "employer": {"recognised_sponsor": False}, "remote": True, "law_of": "NG"},
        "events": {"filed": "2026-06-02"},
    }))  # fmt: skip
    return str(path)


def test_check_answers_with_the_published_shape(case):
    code, out, _ = run("check", case, "--on", "2026-06-01", "--json")
    told = json.loads(out)
    assert (code, told["on"]) == (0, "2026-06-01")
    dutch = next(one for one in told["routes"] if one["id"] == "nl_hsm")
    assert dutch["verdict"] == "not_met"
    assert {"id", "verdict", "conditions", "expected_days"} <= dutch.keys()
    wanted = {"id", "verdict", "have", "need", "missing", "source", "evidence", "confirmed", "anchor_date"}
    assert all(wanted <= one.keys() for one in dutch["conditions"])
    assert dutch["conditions"][0]["anchor_date"] == "2026-06-02"
    assert told["open"][0] == "remote"


def test_check_in_words_reminds_who_decides(case):
    code, out, _ = run("check", case, "--route", "nl_hsm", "--refused", "remote")
    assert code == 0
    assert "authorities decide" in out
    assert "Still open: none." in out


def test_check_says_what_is_wrong(case, tmp_path):
    assert run("check", str(tmp_path / "none.json"))[0] == 2
    code, _, err = run("check", case, "--route", "nl_none", "--json")
    assert code == 1
    assert json.loads(err)["errors"][0]["code"] == "unknown-route"
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"job": {"contract_months": "six"}}')
    code, _, err = run("check", str(wrong), "--json")
    assert code == 1
    assert json.loads(err)["errors"][0]["column"] == "job.contract_months"
    assert run("check", case, "--on", "yesterday")[0] == 2


def test_list_and_show(case):
    assert len(json.loads(run("list", "--json")[1])) == len(book().routes)
    assert "nl_hsm" in run("list", "--country", "nl")[1]
    shown = json.loads(run("show", "be_vlg_highly_skilled", "--on", "2020-03-02", "--json")[1])
    pay = next(one for one in shown["parameters"] if one["id"] == "BE-VLG-HQ")
    assert (pay["value"], pay["confirmed"]) == (None, False)
    assert pay["values"][0]["valid_from"] == "2025-01-01"
    assert "no value for 2020" in run("show", "be_vlg_highly_skilled", "--on", "2020-03-02")[1]
    assert run("show", "nothing")[0] == 1
    assert "affected" in run("--help")[1]
    assert run("nothing")[0] == 2


def test_the_bench_checks_every_route():
    figures = measure("pathways", BENCH, "2", 1, None)
    assert figures["checks"]["routes"] == len(book().routes)


@pytest.mark.django_db
@pytest.mark.database
def test_versions_are_kept_and_changes_told():
    assert "values kept" in run("keep")[1]
    assert run("keep")[1] == "Nothing changed.\n"
    assert json.loads(run("keep", "--json")[1])["kept"] == []
    assert "No value has changed" in run("affected")[1]
    assert json.loads(run("affected", "nl-hsm", "--json")[1])[0]["cases"] == []
    assert "NL-HSM: 0 open cases" in run("affected", "NL-HSM")[1]
    assert run("affected", "NO-SUCH")[0] == 1


@pytest.mark.django_db
def test_how_much_can_be_assessed_is_counted():
    make_cast()
    told = json.loads(run("measure", "--on", "2026-06-02", "--json")[1])
    assert (told["people"], told["at_home"]) == (1, 0)
    assert told["conditions_not_assessable"] > 0
    assert told["of_these_law_unknown"] <= told["conditions"]["not_assessable"]
    assert json.loads(run("measure", "--scheme", "nothing", "--json")[1])["routes_not_assessable"] is None
    told = run("measure", "--most", "1")[1]
    assert "missing most: " in told
    assert "{" not in told
