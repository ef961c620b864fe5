"""``assign``, ``stable`` and ``verify`` from files to files."""

import csv
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from passerelle.commands.main import passerelle

PAIRS = "candidate,post,score,cost\na,p,5,1\na,q,3,2\nb,p,4,1\nb,q,1,3\nc,q,2.5,1\nd,p,-1,1\n"
POSTS = "post,places,region\np,1,North\nq,2,South\n"
CLASH = (
    '[[rule]]\nname = "many"\nkind = "floor"\nlimit = 3\n'
    '[[rule]]\nname = "poor"\nkind = "budget"\nsum = "cost"\nlimit = 2\n'
    '[[rule]]\nname = "idle"\nkind = "cap"\nlimit = 9\n'
)
CAP = '[[rule]]\nname = "one"\nkind = "cap"\nlimit = 1\n'


@pytest.fixture
def folder(tmp_path):
    for name, text in {"P": PAIRS, "J": POSTS, "R": CLASH, "K": CAP}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def call(*arguments):
    return CliRunner().invoke(passerelle, [str(argument) for argument in arguments])


def assign(folder, *more):
    return call(
        "assign", "--pairs", folder / "P", "--posts", folder / "J", "--out", folder / "out", "--json", *more
    )


def placed(folder):
    with (folder / "out" / "placements.csv").open() as lines:
        return [(line["candidate"], line["post"]) for line in csv.DictReader(lines)]


def test_assign_writes_the_optimum_and_verify_agrees(folder):
    done = assign(folder)
    run = json.loads(done.stdout)
    assert (done.exit_code, run["status"], run["value"], run["gap"]) == (0, "optimal", 9.5, 0)
    assert placed(folder) == [("a", "q"), ("b", "p"), ("c", "q")]
    checked = call("verify", folder / "out", "--json")
    assert (checked.exit_code, json.loads(checked.stdout)["ok"]) == (0, True)
    assert call("verify", folder / "out").stdout == "holds\n"


def test_minimise_places_all_who_can_be_placed(folder):
    run = json.loads(assign(folder, "--minimise").stdout)
    assert (run["sense"], run["placed"], run["value"], run["bound"]) == ("min", 3, 2.5, 2.5)
    assert call("verify", folder / "out").exit_code == 0


def test_rules_that_clash_exit_with_4_and_name_the_set(folder):
    done = assign(folder, "--rules", folder / "R")
    assert (done.exit_code, json.loads(done.stdout)["clash"]) == (4, ["many", "poor"])
    assert call("verify", folder / "out").exit_code == 0


def test_a_rule_has_its_price(folder):
    run = json.loads(assign(folder, "--rules", folder / "K").stdout)
    (rule,) = run["rules"]
    assert (rule["used"], rule["limit"], rule["price_placed"], rule["price_value"]) == (1, 1, -2, -4.5)


def test_an_existing_folder_is_replaced_only_with_force(folder):
    assert assign(folder).exit_code == 0
    again = assign(folder)
    assert (again.exit_code, json.loads(again.stderr)["errors"][0]["code"]) == (1, "exists")
    assert assign(folder, "--force").exit_code == 0


def test_a_missing_file_or_option_exits_with_2(folder):
    (folder / "P").unlink()
    assert assign(folder).exit_code == 2
    assert call("assign", "--out", folder / "out").exit_code == 2
    assert call("verify", folder / "nowhere").exit_code == 2


def test_refused_data_leave_no_folder(folder):
    (folder / "P").write_text(PAIRS + "a,p,1,1\n")
    done = assign(folder)
    assert (done.exit_code, json.loads(done.stderr)["errors"][0]["row"]) == (1, 8)
    assert not (folder / "out").exists()


def forge(folder, name, old, new):
    path = folder / "out" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("placements.csv", "c,q,2.5\n", ""),
        ("placements.csv", "c,q,2.5\n", "c,p,2.5\n"),
        ("placements.csv", "c,q,2.5\n", "c,q,3\n"),
        ("placements.csv", "b,p,4\n", "b,p,4\nd,p,-1\n"),
        ("placements.csv", "c,q,2.5\n", "c,q,2.5\nc,q,2.5\n"),
        ("run.json", '"value": 9.5', '"value": 10.5'),
        ("run.json", '"bound": 9.5', '"bound": 9.0'),
        ("run.json", '"placed": 3', '"placed": 4'),
        ("posts.csv", "q,2", "q,1"),
    ],
)
def test_verify_finds_what_was_forged(folder, name, old, new):
    assign(folder)
    forge(folder, name, old, new)
    assert call("verify", folder / "out").exit_code == 1


def test_wrong_prices_never_forge_a_proof(folder):
    assign(folder)
    forge(folder, "prices.csv", "score,post,p,", "score,post,p,-1")
    assert json.loads(call("verify", folder / "out", "--json").stdout)["ok"]


@pytest.mark.parametrize("name", ["run.json", "prices.csv", "placements.csv", "pairs.csv"])
def test_a_folder_with_a_file_missing_is_refused(folder, name):
    assign(folder)
    (folder / "out" / name).unlink()
    assert call("verify", folder / "out").exit_code == 1


def test_stable_writes_ranks_and_verify_sees_a_blocking_pair(folder):
    (folder / "C").write_text("candidate,post,rank\na,p,1\na,q,2\nb,p,1\n")
    (folder / "S").write_text("post,candidate,rank\np,a,1\np,b,2\nq,a,1\n")
    done = call(
        "stable",
        "--candidates",
        folder / "C",
        "--posts",
        folder / "J",
        "--ranks",
        folder / "S",
        "--out",
        folder / "out",
        "--json",
    )
    run = json.loads(done.stdout)
    assert (run["placed"], run["blocking_pairs"], run["unmatched"], run["proposals"]) == (1, 0, 1, 2)
    assert call("verify", folder / "out").exit_code == 0
    forge(folder, "placements.csv", "a,p,1,1", "b,p,1,2")
    assert call("verify", folder / "out").exit_code == 1


def test_help_needs_neither_django_nor_a_solver():
    code = (
        "import sys; from passerelle.commands.main import passerelle\n"
        "try: passerelle(['assign', '--help'])\n"
        "except SystemExit: pass\n"
        "assert 'django' not in sys.modules\n"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
