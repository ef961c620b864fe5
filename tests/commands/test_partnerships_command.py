"""``passerelle partnerships``: list, show, check, load."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from passerelle.commands.partnerships import partnerships
from passerelle.domain.portfolio.folder import shipped_folder

RUN = CliRunner()


def test_list_and_show() -> None:
    listed = json.loads(RUN.invoke(partnerships, ["list", "--json"]).stdout)
    assert [one["code"] for one in listed] == [
        "bangladesh",
        "egypt",
        "morocco",
        "nigeria",
        "pakistan",
        "senegal",
        "tunisia",
    ]
    assert "since unknown" in RUN.invoke(partnerships, ["list"]).stdout
    assert 'code = "morocco"' in RUN.invoke(partnerships, ["show", "Morocco"]).stdout
    assert json.loads(RUN.invoke(partnerships, ["show", "egypt", "--json"]).stdout)["country"] == "EG"
    assert RUN.invoke(partnerships, ["show", "atlantis"]).exit_code == 1


def test_check_names_line_and_key(tmp_path: Path) -> None:
    good, bad = shipped_folder() / "pakistan.toml", tmp_path / "bad.toml"
    bad.write_text('code = "x"\nstatus = "maybe"\n')
    assert "Accepted." in RUN.invoke(partnerships, ["check", str(good)]).stdout
    answer = RUN.invoke(partnerships, ["check", str(bad)])
    assert answer.exit_code == 1
    assert f"{bad}:2: error unknown-choice status" in answer.stdout
    told = json.loads(RUN.invoke(partnerships, ["check", str(bad), "--json"]).stdout)
    assert told["ok"] is False
    assert RUN.invoke(partnerships, ["check", str(tmp_path / "no.toml")]).exit_code == 2


@pytest.mark.django_db
@pytest.mark.database
def test_load_says_what_it_did(tmp_path: Path) -> None:
    path = str(shipped_folder() / "pakistan.toml")
    assert json.loads(RUN.invoke(partnerships, ["load", path, "--json"]).stdout)["created"] == 1
    assert "unchanged" in RUN.invoke(partnerships, ["load", path]).stdout
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b"\xff")
    assert RUN.invoke(partnerships, ["load", str(bad)]).exit_code == 1
    assert {"check", "list", "load", "show"} == set(partnerships.list_commands(None))  # type: ignore[arg-type]
