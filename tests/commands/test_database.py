"""``database migrate`` and ``schemes load``: thin doors."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from passerelle.commands.database import database
from passerelle.commands.schemes import schemes

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PALIM = Path(__file__).resolve().parents[2] / "schemes" / "palim.toml"


def test_an_up_to_date_database_needs_nothing() -> None:
    assert "up to date" in CliRunner().invoke(database, ["migrate"]).stdout
    assert json.loads(CliRunner().invoke(database, ["migrate", "--json"]).stdout)["applied"] == []


def test_a_file_is_created_then_unchanged() -> None:
    first = CliRunner().invoke(schemes, ["load", str(PALIM), "--json"])
    assert json.loads(first.stdout) == {"created": 1, "changed": 0, "unchanged": 0, "version": 1}
    assert "unchanged, version 1" in CliRunner().invoke(schemes, ["load", str(PALIM)]).stdout


def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(PALIM.read_text().replace("skills = 5500", "skills = 1"))
    refused = CliRunner().invoke(schemes, ["load", str(wrong)])
    assert refused.exit_code == 1
    assert str(wrong) in refused.stderr


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_bytes(PALIM.read_text().encode("utf-16"))
    assert CliRunner().invoke(schemes, ["load", str(wrong)]).exit_code == 1


def test_load_is_listed_among_the_commands() -> None:
    assert "load" in CliRunner().invoke(schemes, ["--help"]).stdout
