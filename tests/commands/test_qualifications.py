"""``passerelle qualifications``: releases with their effect shown, unknown levels unknown."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from people import make_cast

from passerelle.actions.recognition.keep_file import FileFacts, open_file
from passerelle.commands.qualifications import qualifications
from passerelle.domain.access.roles import Role
from passerelle.gateways.qualifications import PARTS
from passerelle.records.audit.models import Event
from passerelle.records.classifications.models import NationalLevel, QualificationTable

pytestmark = [pytest.mark.django_db]
HEAD = "country,qualification,national_level,eqf_level_indicative,basis,source\n"
FIRST = f"{HEAD}MA,Doctorat,8,,table,letter\nTN,Licence / Licence appliquée,,6,table,letter\n"


def said(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(qualifications, list(words))
    assert result.exit_code == code, result.output
    return result.output


def write(folder: Path, text: str) -> str:
    (folder / PARTS["partners"][0]).write_text(text, "utf-8")
    return str(folder)


def test_a_table_is_loaded_once_as_a_release_and_listed_with_its_source(tmp_path: Path) -> None:
    folder = write(tmp_path, FIRST)
    assert "2 rows, 0 passed over; 2 new" in said("load", folder, "--dated", "2025-05-01")
    assert "already in use" in said("load", folder)
    assert QualificationTable.objects.get().release == 1
    assert Event.objects.filter(action="qualifications.load").count() == 1
    assert said("list", "--country", "ma") == "MA  Doctorat  8  EQF unknown\n"
    answer = json.loads(said("list", "--json"))
    assert answer["qualifications"][0]["source"] == "table: letter"
    assert answer["tables"][0]["dated"] == "2025-05-01"


def test_a_new_release_shows_its_effect_first_and_keeps_the_former(tmp_path: Path) -> None:
    said("load", write(tmp_path, FIRST))
    cast = make_cast()
    facts = FileFacts(qualification="Licence appliquée", obtained_in="TN", eqf=6, eqf_source="table: letter")
    open_file(cast.actors[Role.CASEWORKER], cast.candidate.number, facts)
    folder = write(
        tmp_path, f"{HEAD}MA,Master,7,,table,letter\nTN,Licence / Licence appliquée,,5,table,letter\n"
    )
    preview = said("load", folder, "--preview")
    assert "1 new, 1 gone, 1 changed; 1 open recognition files concerned" in preview
    assert "TN  Licence / Licence appliquée: national unknown, EQF 6 → national unknown, EQF 5" in preview
    assert "MA  Doctorat: national 8, EQF unknown → not listed" in preview
    assert QualificationTable.objects.count() == 1
    answer = json.loads(said("load", folder, "--json"))
    assert (answer["tables"][0]["release"], answer["tables"][0]["files_touched"]) == (2, 1)
    assert "Master" in said("list")
    assert "Doctorat" not in said("list")
    assert NationalLevel.objects.filter(table__release=1).count() == 2


def test_what_cannot_be_loaded_is_said_and_nothing_kept(tmp_path: Path) -> None:
    assert "load them" in said("list", code=2)
    said("load", str(tmp_path), code=2)
    said("load", write(tmp_path, f"{HEAD}MA,Doctorat,8,12,table,letter\n"), code=1)
    said("load", write(tmp_path, FIRST), "--dated", "2999-01-01", code=1)
    assert not QualificationTable.objects.exists()
