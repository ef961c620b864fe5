"""``passerelle match`` on files: what it writes, what it refuses, and the explanation of a pair."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from passerelle.commands.main import passerelle

SKILL = "http://data.europa.eu/esco/skill/"
SCHEME = """
code = "try"
name = "A try"
version = "1"
unit = "worker"
hypothetical = true
[act]
kind = "assignment"
[weights]
skills = 5500
occupation = 2500
country = 1500
experience = 500
[[gate]]
id = "adult"
kind = "age"
label = "Of age"
least = 18
[[track]]
id = "work"
kind = "mobility"
first = "call"
start_stage = "call"
ends = ["end"]
[[track.transitions]]
from = "call"
event = "finish"
who = ["scheme_manager"]
to = "end"
[wordings.end]
en = "Your case is closed."
"""
PEOPLE = f"""candidate,occupations,skills,languages,eqf,years,countries,available_from,licences,sex,birth_date,region,nationality
ana,2512,{SKILL}a|{SKILL}b,fr:B2|en:C1,6,3,FR|BE,2026-01-01,driving:B,f,1998-03-14,MA-06,MA
bo,2512,{SKILL}a,fr:B1,6,1,BE,2026-01-01,none,m,1990-01-01,MA-06,MA
cy,,{SKILL}a,,,,,,,,,,
dee,2512,{SKILL}z,fr:B2,6,3,FR,2026-01-01,none,,,,
"""
WORK = f"""vacancy,employer,country,region,occupation,skills,optional_skills,languages,eqf_min,years_min,licences,posts,route,start,salary,currency,salary_period
dev,Acme,FR,FR10,2512,{SKILL}a|{SKILL}b,,fr:B2,6,2,,1,,2026-09-01,2400,EUR,month
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a scheme, four candidates and one vacancy."""
    (tmp_path / "s.toml").write_text(SCHEME)
    (tmp_path / "c.csv").write_text(PEOPLE)
    (tmp_path / "v.csv").write_text(WORK)
    return tmp_path


def run(folder: Path, *more: str, out: str = "out") -> Result:
    named = [f"--scheme={folder}/s.toml", f"--candidates={folder}/c.csv", f"--vacancies={folder}/v.csv"]
    return CliRunner().invoke(passerelle, ["match", *named, f"--out={folder / out}", "--on=2026-09-01", *more])


def rows(folder: Path, name: str = "reasons.csv") -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "out" / name).read_text(encoding="utf-8").splitlines()))


def test_a_run_writes_placements_and_a_reason_for_everyone(files: Path) -> None:
    answer = run(files, "--json")
    assert answer.exit_code == 0, answer.output
    keys = json.loads(answer.stdout)
    assert (keys["status"], keys["placed"], keys["places"], keys["violations"]) == ("optimal", 1, 1, 0)
    assert keys["gap"] == 0
    assert [(row["candidate"], row["vacancy"]) for row in rows(files, "placements.csv")] == [("ana", "dev")]
    outcome = {row["id"]: (row["outcome"], row["code"]) for row in rows(files)}
    assert outcome == {
        "ana": ("proposed", "proposed"),
        "bo": ("refused", "fr>=B2"),
        "cy": ("not_assessable", "unknown:languages"),
        "dee": ("no_shared_skill", "no_shared_skill"),
        "dev": ("filled", "filled"),
    }


def test_an_unconfirmed_gate_is_shown_and_excludes_nobody(files: Path) -> None:
    (files / "c.csv").write_text(PEOPLE.replace("1998-03-14", "2015-01-01"))
    assert run(files).exit_code == 0
    assert len(rows(files, "placements.csv")) == 1
    shown = CliRunner().invoke(passerelle, ["match", "explain", str(files / "out"), "ana", "dev"])
    assert "adult: not_met, has 11, needs >=18 (not confirmed: excludes nobody)" in shown.output


def test_the_same_seed_gives_the_same_digest_whatever_the_order_of_rows(files: Path) -> None:
    run(files)
    first = json.loads((files / "out" / "run.json").read_text())
    head, *lines = PEOPLE.splitlines()
    (files / "c.csv").write_text("\n".join([head, *reversed(lines)]) + "\n")
    run(files, "--force")
    second = json.loads((files / "out" / "run.json").read_text())
    assert first["digest"] == second["digest"]
    assert first["outcome_digest"] == second["outcome_digest"]
    run(files, "--force", "--seed=5")
    assert json.loads((files / "out" / "run.json").read_text())["digest"] != first["digest"]


def test_explain_answers_any_pair(files: Path) -> None:
    run(files)
    arguments = ["match", "explain", str(files / "out"), "bo", "dev", "--json"]
    found = json.loads(CliRunner().invoke(passerelle, arguments).stdout)
    assert found["eligible"] is False
    verdicts = {gate["code"]: gate["verdict"] for gate in found["gates"]}
    assert verdicts["fr>=B2"] == verdicts["years>=2"] == "not_met"
    assert verdicts["eqf>=6"] == "met"


def test_explain_speaks_in_sentences_too(files: Path) -> None:
    run(files)
    asked = ["match", "explain", str(files / "out"), "dee", "dev"]
    assert "--confirm puts the changes to reruns" in CliRunner().invoke(passerelle, asked).output
    said = CliRunner().invoke(passerelle, [*asked, "--confirm"]).output
    assert "dee for dev: not proposed" in said
    assert "candidate: no single change gives this place" in said


@pytest.mark.parametrize("key", ["nobody", "a", "zzz"])
def test_explain_refuses_ids_that_the_run_does_not_hold(files: Path, key: str) -> None:
    run(files)
    assert CliRunner().invoke(passerelle, ["match", "explain", str(files / "out"), key, "dev"]).exit_code == 1


def test_explain_needs_the_folder_of_a_run(files: Path) -> None:
    assert CliRunner().invoke(passerelle, ["match", "explain", str(files / "no"), "a", "b"]).exit_code == 2
    assert CliRunner().invoke(passerelle, ["match", "explain", str(files), "a", "b"]).exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (",1,,2026-09-01", ",0,,2026-09-01", "no-places"),
        (",1,,2026-09-01", ",,,2026-09-01", "no-places"),
        (",1,,2026-09-01", ",-2,,2026-09-01", "no-places"),
        ("fr:B2", "fr:B9", "unknown-level"),
        ("fr:B2", "qq:B2", "unknown-language"),
        (",FR,", ",ZZ,", "unknown-country"),
        ("FR10", "??", "unknown-region"),
        (",2512,", ",99999,", "unknown-occupation"),
        (",6,2,", ",9,2,", "unknown-level"),
        (",6,2,", ",6,-1,", "bad-years"),
        ("2026-09-01", "1.9.2026", "bad-date"),
        ("2400", "much", "bad-amount"),
        ("EUR", "EURO", "unknown-currency"),
        ("month", "moon", "unknown-period"),
        (f"{SKILL}a|", f"{SKILL}a|{SKILL}a|", "twice"),
        (f"{SKILL}a|", "java|", "unknown-skill"),
        ("dev,Acme", "dev,Acme,extra", "ragged_row"),
    ],
)
def test_a_faulty_vacancy_is_refused_with_its_place_and_nothing_is_written(
    files: Path, old: str, new: str, code: str
) -> None:
    (files / "v.csv").write_text(WORK.replace(old, new, 1))
    answer = run(files, "--json")
    assert answer.exit_code == 1
    errors = json.loads(answer.stderr)["errors"]
    assert code in {error["code"] for error in errors}
    assert all(error["row"] == 2 for error in errors)
    assert not (files / "out").exists()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (",f,1998", ",w,1998", "unknown-sex"),
        ("driving:B", "dri ving", "bad-licence"),
        ("fr:B2|en:C1", "fr:B2|fr:C1", "twice"),
        ("bo,2512", "ana,2512", "duplicate_id"),
        ("bo,2512", ",2512", "empty_cell"),
        ("bo,2512", "b" * 90 + ",2512", "bad-id"),
    ],
)
def test_a_faulty_candidate_is_refused(files: Path, old: str, new: str, code: str) -> None:
    (files / "c.csv").write_text(PEOPLE.replace(old, new, 1))
    answer = run(files, "--json")
    assert answer.exit_code == 1
    assert code in {error["code"] for error in json.loads(answer.stderr)["errors"]}


def test_empty_files_and_scheme_errors_are_refused(files: Path) -> None:
    (files / "c.csv").write_text("candidate,skills\n")
    assert "no-rows" in run(files, "--json").stderr
    (files / "c.csv").write_text(PEOPLE)
    (files / "s.toml").write_text(SCHEME.replace("skills = 5500", "skill = 5500"))
    assert run(files).exit_code == 1


def test_missing_files_and_options_are_wrong_usage(files: Path) -> None:
    (files / "v.csv").unlink()
    assert run(files).exit_code == 2
    assert CliRunner().invoke(passerelle, ["match"]).exit_code == 2
    assert CliRunner().invoke(passerelle, ["match", "palim-without-database"]).exit_code != 0


def test_nobody_placed_is_an_answer(files: Path) -> None:
    (files / "v.csv").write_text(WORK.replace("fr:B2", "de:C2"))
    answer = run(files)
    assert answer.exit_code == 0
    assert "0 of 1 places" in answer.stdout
    assert rows(files, "placements.csv") == []


def test_an_existing_folder_is_replaced_only_with_force(files: Path) -> None:
    run(files)
    assert run(files).exit_code == 1
    assert run(files, "--force").exit_code == 0


def test_rules_that_clash_are_named(files: Path) -> None:
    rules = '\n[[rule]]\nname = "many"\nkind = "floor"\nlimit = 3\n[[rule]]\nname = "few"\nkind = "cap"\nlimit = 1\n'
    (files / "s.toml").write_text(SCHEME + rules)
    answer = run(files)
    assert answer.exit_code == 4
    assert "many" in answer.stdout
    assert {row["outcome"] for row in rows(files) if row["id"] == "ana"} == {"held_back"}


def test_none_is_known_to_be_none(files: Path) -> None:
    (files / "c.csv").write_text(
        PEOPLE.replace("cy,,", "cy,none,").replace(f",{SKILL}a,,,,", f",{SKILL}a,none,none,none,none")
    )
    assert run(files).exit_code == 0
    told = {row["id"]: row for row in rows(files)}["cy"]
    assert (told["outcome"], told["have"], told["need"]) == ("refused", "none", "fr B2")


def test_a_folder_that_lost_its_context_is_no_run(files: Path) -> None:
    run(files)
    (files / "out" / "context.json").unlink()
    assert CliRunner().invoke(passerelle, ["match", "explain", str(files / "out"), "ana", "dev"]).exit_code == 2


def test_the_day_of_a_run_is_today_unless_told(files: Path) -> None:
    named = [f"--scheme={files}/s.toml", f"--candidates={files}/c.csv", f"--vacancies={files}/v.csv"]
    assert CliRunner().invoke(passerelle, ["match", *named, f"--out={files}/out"]).exit_code == 0


@pytest.mark.parametrize("more", [[], ["--objective=placements-then-score"]])
def test_a_run_can_be_verified_from_its_folder(files: Path, more: list[str]) -> None:
    run(files, *more)
    checked = CliRunner().invoke(passerelle, ["verify", str(files / "out")])
    assert (checked.exit_code, checked.stdout) == (0, "holds\n"), checked.output
    placements = files / "out" / "placements.csv"
    placements.write_text(placements.read_text().replace("ana", "bo"))
    assert CliRunner().invoke(passerelle, ["verify", str(files / "out")]).exit_code == 1
