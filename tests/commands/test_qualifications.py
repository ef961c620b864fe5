"""``passerelle qualifications list``: published rows, unknown levels unknown."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from passerelle.commands.qualifications import qualifications


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.REFERENCE_DATA = tmp_path
    return tmp_path / "reference"


def test_rows_are_listed_with_their_source(folder: Path) -> None:
    folder.mkdir()
    head = "country,qualification,national_level,eqf_level_indicative,basis,source\n"
    (folder / "partner_country_qualifications_MA_TN.csv").write_text(f"{head}MA,Doctorat,8,,table,letter\n")
    said = CliRunner().invoke(qualifications, ["list", "--country", "ma"])
    assert said.output == "MA  Doctorat  8  EQF unknown\n"
    answer = json.loads(CliRunner().invoke(qualifications, ["list", "--json"]).output)
    assert answer["qualifications"][0]["eqf"] is None


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    result = CliRunner().invoke(qualifications, ["list"])
    assert result.exit_code == 2
