"""Lists in: file, check, keep; nothing half kept, nothing of what must not be here."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from people import Cast
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.gateways import waiting_files
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.vacancies.models import Vacancy
from passerelle.web.casework import waiting_lists

pytestmark = [pytest.mark.django_db, pytest.mark.database]

GOOD = "candidate,family_name,birth_date,languages,nombre d'enfants\nA1,El Idrissi,1998-03-14,fr:B2,3\nA2,Diallo,,en:C1,0\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("waiting_lists", "imports"):
        monkeypatch.setattr(f"passerelle.web.casework.{module}.FOLDER", tmp_path / "lists")


def _check(client: Client, text: str | bytes, *, name: str = "list.csv", **chosen: str) -> Any:
    content = text.encode() if isinstance(text, str) else text
    form = {"kind": "candidates", "scheme": "alpha", "partner": "ANAPEC", "adapter": "", **chosen}
    return client.post(reverse("imports"), {**form, "file": SimpleUploadedFile(name, content)})


def _keep(client: Client, page: Any) -> Any:
    fields = dict(re.findall(r'name="(token|fingerprint)" value="([^"]*)"', page.content.decode()))
    return client.post(reverse("import-keep"), fields)


def _people(cast: Cast) -> dict[str, Person]:
    rows = Candidate.objects.unscoped("test").filter(scheme=cast.alpha).exclude(pk=cast.candidate.pk)
    return {row.person.family_name: row.person for row in rows.select_related("person")}


def test_a_list_is_checked_kept_and_changes_nothing_the_second_time(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    page = _check(client, GOOD)
    assert page.status_code == 200
    assert _people(cast) == {}, "the check writes nothing"
    assert _keep(client, page)["Location"] == "/candidates/?scheme=alpha"
    assert set(_people(cast)) == {"El Idrissi", "Diallo"}
    again = _check(client, GOOD)
    assert "0 new, 0 changed, 2 as they are" in again.content.decode()
    versions = {name: person.version for name, person in _people(cast).items()}
    _keep(client, again)
    assert {name: person.version for name, person in _people(cast).items()} == versions


def test_a_column_that_must_not_be_here_is_dropped_and_said(cast: Cast) -> None:
    page = _check(signed_in(cast.actors[Role.CASEWORKER]), GOOD).content.decode()
    assert "Dropped columns" in page
    assert "nombre d&#x27;enfants" in page


def test_a_difference_is_shown_before_it_is_kept(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    _keep(client, _check(client, GOOD))
    page = _check(client, GOOD.replace("fr:B2", "fr:C1"))
    assert "fr:B2" in page.content.decode()
    assert "fr:C1" in page.content.decode()
    assert _people(cast)["El Idrissi"].languages[0]["level"] == "B2"
    _keep(client, page)
    assert _people(cast)["El Idrissi"].languages[0]["level"] == "C1"


def test_one_fault_keeps_the_whole_list_out_and_names_row_column_and_cure(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    page = _check(client, GOOD.replace("en:C1", "en:Z9"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "languages" in text
    assert "fingerprint" not in text
    assert _people(cast) == {}
    token = re.search(r'name="token" value="([^"]*)"', text)
    assert token
    returned = client.post(reverse("import-returned"), {"token": token[1]})
    sheet = load_workbook(BytesIO(returned.content)).active
    headings, first, second = list(sheet.values)
    assert "Problem" in headings[-1]
    assert not any("enfants" in str(heading) for heading in headings)
    assert "languages" in second[-1]
    assert not first[-1]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04not a zip", b"a;b\n1;2\n", b"\xff\xfe\x00"]
)
def test_a_file_that_is_no_list_gets_an_answer_in_words(cast: Cast, content: bytes) -> None:
    page = _check(signed_in(cast.actors[Role.CASEWORKER]), content)
    assert page.status_code == 422
    assert "pa-notice" in page.content.decode()
    assert _people(cast) == {}


def test_records_that_moved_between_check_and_keep_are_noticed(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    _keep(client, _check(client, GOOD))
    page = _check(client, GOOD.replace("fr:B2", "fr:C1"))
    person = _people(cast)["El Idrissi"]
    person.languages = [{"code": "fr", "level": "A1", "how": "stated"}]
    person.save()
    assert _keep(client, page).status_code == 422
    assert _people(cast)["El Idrissi"].languages[0]["level"] == "A1"


def test_somebody_elses_or_an_invented_token_keeps_nothing(cast: Cast) -> None:
    page = _check(signed_in(cast.actors[Role.CASEWORKER]), GOOD)
    manager = signed_in(cast.actors[Role.SCHEME_MANAGER])
    assert _keep(manager, page)["Location"] == reverse("imports")
    manager.post(reverse("import-keep"), {"token": "invented", "fingerprint": "x"})
    assert _people(cast) == {}


def test_a_partner_service_keeps_under_its_own_name_whatever_the_form_says(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.EMPLOYMENT_SERVICE])
    _keep(client, _check(client, GOOD, partner="Somebody else"))
    row = Candidate.objects.unscoped("test").get(person__family_name="Diallo")
    assert row.brought_by == cast.service


def test_vacancies_come_in_the_same_way_with_their_places(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    text = "vacancy,title,employer,country,posts,occupation\nV1,Developer,Firm A,BE,3,2512\n"
    _keep(client, _check(client, text, kind="vacancies"))
    vacancy = Vacancy.objects.unscoped("test").get(reference="V1")
    assert vacancy.places.count() == vacancy.posts == 3
    page = _check(client, text.replace(",3,", ",0,"), kind="vacancies")
    assert page.status_code == 422, "a vacancy without places is refused"


def test_the_template_has_the_columns_and_comes_back_as_it_is(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    for kind in ("candidates", "vacancies"):
        book = load_workbook(BytesIO(client.get(reverse("import-template", args=[kind])).content))
        assert book.sheetnames[0] == "Data"
    assert client.get(reverse("import-template", args=["people"])).status_code == 404


def test_a_waiting_file_has_no_name_that_could_be_guessed(cast: Cast) -> None:
    _check(signed_in(cast.actors[Role.CASEWORKER]), GOOD, name="../../etc/passwd.csv")
    (path,) = waiting_lists.FOLDER.iterdir()
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", path.name)


def test_a_double_click_keeps_once_and_answers_alike(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    page = _check(client, GOOD)
    first, second = _keep(client, page), _keep(client, page)
    assert first["Location"] == second["Location"]
    assert "Kept: 2 new" in client.get("/candidates/").content.decode()
    assert len(_people(cast)) == 2


def test_a_file_that_cannot_be_read_is_not_given_back_but_explained(cast: Cast) -> None:
    actor = cast.actors[Role.CASEWORKER]
    name = waiting_files.put(waiting_lists.FOLDER, [b"PK\x03\x04broken"])
    waiting = waiting_lists.WaitingList("candidates", "alpha", "", "", name, "list.xlsx")
    answer = signed_in(actor).post(reverse("import-returned"), {"token": waiting.token(actor)})
    assert answer.status_code == 422
    assert "no readable" in answer.content.decode()
