"""``passerelle shortages`` and ``passerelle quotas``."""

import json

import pytest
from click.testing import CliRunner

from passerelle.commands.quotas import quotas
from passerelle.commands.shortages import shortages
from passerelle.domain.matching.allotting import Listed, allotted
from passerelle.domain.matching.sheet import RESULT, lines_digest
from passerelle.domain.quotas.lottery import commitment, drawn, lot

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SEED = "a seed of many signs"


def run(group, *arguments):
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def test_lists_load_once_say_that_they_are_not_confirmed_and_can_be_shown(reference_data, settings):
    settings.REFERENCE_DATA = reference_data
    first = json.loads(run(shortages, "load", "--json").stdout)
    assert first["created"] > 80
    assert "0 rows loaded" in run(shortages, "load").stdout
    listed = json.loads(run(shortages, "list", "--json").stdout)
    assert not any(row["confirmed"] for row in listed)
    assert "not confirmed" in run(shortages, "list").stdout
    shown = json.loads(run(shortages, "show", "2221", "--json").stdout)
    assert {row["list_version"] for row in shown} >= {"EU 2026/1047 candidates", "EURES 2022", "BE-VLG 2023"}
    assert "Nursing professionals" in run(shortages, "show", "2221").stdout
    assert "No list says anything about 9999" in run(shortages, "show", "9999").stdout


def test_a_missing_folder_is_said(tmp_path, settings):
    settings.REFERENCE_DATA = tmp_path
    assert run(shortages, "load").exit_code == 2
    (tmp_path / "shortages").mkdir()
    assert "54 rows loaded" in run(shortages, "load").stdout


def test_a_published_draw_is_recomputed(tmp_path):
    order = drawn(SEED, ["C-1", "C-2", "C-3"])
    path = tmp_path / "draw.csv"
    path.write_text("applicant\n" + "\n".join(order))
    asked = ("verify", path, "--seed", SEED, "--commitment", commitment(SEED))
    assert run(quotas, *asked).exit_code == 0
    assert json.loads(run(quotas, *asked, "--json").stdout) == {"ok": True, "applicants": 3, "faults": []}
    path.write_text("applicant\n" + "\n".join(order[::-1]))
    wrong = run(quotas, *asked)
    assert wrong.exit_code == 1
    assert "does not hold: order" in wrong.stdout


def test_a_sheet_of_any_rule_is_recomputed_and_nonsense_is_refused(tmp_path):
    listed = [Listed(f"C-{one}", points=float(one)) for one in range(5)]
    results = {one.name: one for one in allotted("points", listed, 2, SEED, {})}
    lines = [
        {"lot": lot(SEED, one.name), "asked": 1, "points": one.points, "complete_at": None, "choices": [],
         **{fact: getattr(results[one.name], fact) for fact in RESULT}}
        for one in listed
    ]  # fmt: skip
    sheet = {"rule": "points", "places": 2, "posts": {}, "seed": SEED, "commitment": commitment(SEED),
             "lines": lines}  # fmt: skip
    path = tmp_path / "draw.json"
    path.write_text(json.dumps({**sheet, "digest": lines_digest(sheet)}))
    assert json.loads(run(quotas, "verify", path, "--json").stdout) == {
        "ok": True,
        "applicants": 5,
        "faults": [],
    }
    other = run(quotas, "verify", path, "--seed", "x", "--commitment", "y")
    assert other.exit_code == 1
    assert "seed, published_commitment" in other.stdout
    path.write_text('{"rule": "points"}')
    wrong = run(quotas, "verify", path)
    assert wrong.exit_code == 1
    assert "is not the sheet of a draw" in wrong.stderr
    path.write_text("applicant\nC-1")
    assert "Add --seed and --commitment" in run(quotas, "verify", path).stderr


def test_a_fresh_seed_comes_with_its_hash():
    made = json.loads(run(quotas, "seed", "--json").stdout)
    assert made["commitment"] == commitment(made["seed"])
    assert len(made["seed"]) >= 16
    assert "commitment" in run(quotas, "seed").stdout


HEADING = "kind,list_version,isco,country,region,valid_from,valid_to,source\n"


def test_a_list_from_a_file_is_loaded_with_its_source_or_refused_row_by_row(tmp_path):
    path = tmp_path / "guarded.csv"
    path.write_text(HEADING + "guarded,List of 2026,2221,ma,,2026-01-01,,Official journal 1\n")
    assert json.loads(run(shortages, "load", path, "--json").stdout) == {"created": 1, "unchanged": 0}
    assert json.loads(run(shortages, "load", path, "--json").stdout) == {"created": 0, "unchanged": 1}
    listed = json.loads(run(shortages, "list", "--json").stdout)
    assert [(row["kind"], row["country"], row["confirmed"]) for row in listed] == [("guarded", "MA", False)]
    path.write_text(
        HEADING
        + "hidden,x,2221,MA,,,,y\nguarded,x,99,MA,,,,y\nguarded,x,2221,XX,,,,y\nguarded,x,2221,MA,,soon,,y\n"
        + "guarded,x,2221,MA,,2026-02-01,2026-01-01,y\nguarded,x,2221,MA,,,,\n\nguarded,"
        + "x" * 61 + ",2221,MA,,,,y\nguarded,good,2221,MA,,,,y\n"
    )  # fmt: skip
    wrong = run(shortages, "load", path, "--json")
    assert wrong.exit_code == 1
    found = [(one["row"], one["column"]) for one in json.loads(wrong.stderr)["errors"]]
    assert found == [
        (2, "kind"), (3, "isco"), (4, "country"), (5, "valid_from"), (6, "valid_to"), (7, "source"),
        (9, "list_version"),
    ]  # fmt: skip
    assert len(json.loads(run(shortages, "list", "--json").stdout)) == 1, "nothing half loaded"
    path.write_text("isco,country\n2221,MA\n")
    assert "kind, list_version, source" in run(shortages, "load", path).stderr
    path.write_text("")
    assert run(shortages, "load", path).exit_code == 1
    assert run(shortages, "load", tmp_path / "none.csv").exit_code == 2
