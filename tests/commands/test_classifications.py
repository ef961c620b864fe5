"""``passerelle classifications`` on a small package."""

import json

import pytest
from click.testing import CliRunner
from esco_files import APPELLATIONS, LINKS, OCCUPATION, package, plain

from passerelle.commands.classifications import classifications

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.VAR = tmp_path / "var"


def run(*arguments):
    return CliRunner().invoke(
        classifications, [str(argument) for argument in arguments], catch_exceptions=False
    )


def test_loading_tells_what_it_did_and_the_second_time_that_it_did_nothing(tmp_path):
    path = package(tmp_path)
    first = run("load", path)
    assert first.exit_code == 0
    assert "occupations en v1.1.1: 2 rows; created 4" in first.stdout
    assert "conceptSchemes_en.csv" in first.stderr
    assert "Nothing changed" in run("load", path).stdout


def test_loading_answers_in_json(tmp_path):
    answer = json.loads(run("load", package(tmp_path), "--json").stdout)
    assert answer["touched"]
    assert answer["created"] == sum(table["created"] for table in answer["tables"])
    assert answer["left_out"] == ["conceptSchemes_en.csv"]


def test_a_wrong_file_is_exit_1_and_a_missing_one_exit_2(tmp_path):
    wrong = run("load", plain(tmp_path, "x.csv", (("a", "b"), [])), "--json")
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    (problem,) = json.loads(wrong.stderr)["errors"]
    assert (problem["file"], problem["code"]) == ("x.csv", "unknown_table")
    assert run("load", tmp_path / "none.zip").exit_code == 2
    assert run("load").exit_code == 2


def test_listing_before_and_after_a_load(tmp_path):
    before = run("list")
    assert "occupation" in before.stdout
    assert "Built-in set only" in before.stderr
    run("load", package(tmp_path))
    answer = json.loads(run("list", "--json").stdout)
    assert len(answer["releases"]) == 7
    assert "Built-in" not in run("list").stderr


def test_coverage_is_counted(tmp_path):
    run("load", plain(tmp_path, "rome_v1.csv", LINKS), plain(tmp_path, "names.csv", APPELLATIONS))
    assert json.loads(run("coverage", "--json").stdout)["missing"] == 1
    assert "broad" in run("coverage").stdout


def test_searching(tmp_path):
    run("load", package(tmp_path))
    answer = json.loads(run("search", "sofware developer", "--json").stdout)
    assert answer["found"][0]["uri"] == OCCUPATION + "a"
    assert "Java SE" in run("search", "java se", "--kind", "skill", "--lang", "fr").stdout
