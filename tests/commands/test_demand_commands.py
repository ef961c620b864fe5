"""``passerelle shortages`` and ``passerelle quotas``."""

import json

import pytest
from click.testing import CliRunner

from passerelle.commands.quotas import quotas
from passerelle.commands.shortages import shortages
from passerelle.domain.quotas.lottery import commitment, drawn

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SEED = "a seed of many signs"


def run(group, *arguments):
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def test_lists_load_once_say_that_they_are_not_confirmed_and_can_be_shown(reference_data, monkeypatch):
    monkeypatch.setenv("PASSERELLE_DATA", str(reference_data))
    first = json.loads(run(shortages, "load", "--json").stdout)
    assert first["created"] > 80
    assert "0 rows loaded" in run(shortages, "load").stdout
    listed = json.loads(run(shortages, "list", "--json").stdout)
    assert not any(row["confirmed"] for row in listed)
    assert "not confirmed" in run(shortages, "list").stdout
    shown = json.loads(run(shortages, "show", "2221", "--json").stdout)
    assert {row["list_version"] for row in shown} >= {"EU 2026/1047 candidates", "EURES 2022", "BE-VLG 2023"}
    assert "Nursing professionals" in run(shortages, "show", "2221").stdout


def test_a_missing_folder_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_DATA", str(tmp_path))
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
