"""``passerelle schemes`` answers from files alone, in the shapes that scripts rely on."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from passerelle.commands.main import passerelle
from passerelle.domain.schemes.folder import content_of, shipped_folder

GOOD = content_of(shipped_folder() / "move_green.toml").decode()


def run(*arguments):
    return CliRunner().invoke(passerelle, ["schemes", *map(str, arguments)])


def test_list_names_each_scheme_with_null_for_unknown():
    listed = {one["code"]: one for one in json.loads(run("list", "--json").stdout)}
    assert {"code", "name", "parties", "start", "end", "unit", "tracks", "target", "version"} <= listed[
        "palim"
    ].keys()
    assert listed["match"]["target"] == {
        "value": 105,
        "unit": "migrants",
        "from": None,
        "source": "iom_nl",
    }
    assert listed["thamm"]["target"] is None
    assert listed["trial_fr_ict"]["hypothetical"] is True
    assert listed["match"]["tracks"] == ["mobility", "remote"]


def test_list_for_people_marks_what_is_hypothetical_or_unknown():
    lines = run("list").stdout.splitlines()
    assert len(lines) == 10
    assert [line.split()[0] for line in lines if "(hypothetical)" in line] == ["trial_fr_ict"]
    assert all("target unknown" in line for line in lines if line.startswith("thamm"))


@pytest.mark.parametrize("code", ["palim", "PALIM", " Palim "])
def test_show_takes_a_code_in_any_case(code):
    assert json.loads(run("show", code, "--json").stdout)["code"] == "palim"
    assert run("show", code).stdout.startswith('code = "palim"\n')


def test_show_of_an_unknown_code_is_refused():
    result = run("show", "nowhere", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(result.stderr)["errors"][0]["code"] == "unknown-scheme"


def test_check_accepts_a_good_file(tmp_path):
    (tmp_path / "s.toml").write_text(GOOD, "utf-8")
    result = run("check", tmp_path / "s.toml", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["ok"] is True
    assert run("check", tmp_path / "s.toml").stdout.endswith("Accepted.\n")


def test_check_tells_file_line_key_fault_and_cure(tmp_path):
    file = tmp_path / "s.toml"
    file.write_text(GOOD.replace("skills = 5000", "skils = 5000"), "utf-8")
    result = run("check", file, "--json")
    answer = json.loads(result.stdout)
    found = [one for one in answer["findings"] if one["code"] == "unknown-key"][0]
    line = GOOD[: GOOD.index("skills = 5000")].count("\n") + 1
    assert (result.exit_code, answer["ok"]) == (1, False)
    assert (found["file"], found["line"], found["key"]) == (str(file), line, "weights.skils")
    assert found["expected"] == "Perhaps skills."
    assert f"{file}:{line}: error unknown-key weights.skils" in run("check", file).stdout


def test_a_missing_file_is_wrong_usage(tmp_path):
    result = run("check", tmp_path / "none.toml", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "none.toml" in json.loads(result.stderr)["errors"][0]["message"]
    assert run("list", "--folder", tmp_path / "none").exit_code == 2


def test_a_tenth_scheme_is_listed_shown_and_checked_without_code(tmp_path):
    file = tmp_path / "tenth.toml"
    file.write_text(GOOD.replace('code = "move_green"', 'code = "tenth"'), "utf-8")
    assert [one["code"] for one in json.loads(run("list", "--folder", tmp_path, "--json").stdout)] == ["tenth"]
    assert json.loads(run("show", "Tenth", "--folder", tmp_path, "--json").stdout)["unit"] == "student"
    assert run("check", file).exit_code == 0


def test_the_schema_is_printed_as_published():
    assert json.loads(run("schema").stdout)["title"] == "Passerelle scheme file"


def test_no_framework_is_loaded_for_files():
    code = (
        "import sys; from passerelle.commands.main import passerelle\n"
        "passerelle(['schemes', 'list'], standalone_mode=False)\n"
        "assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_load_is_offered_beside_the_others():
    assert " load " in run("--help").stdout
    assert "database" in run("load", "--help").stdout
