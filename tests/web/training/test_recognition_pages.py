"""Pages of recognition files: the list by clock, one file, its forms."""

import pytest
from django.test import Client
from django.utils import timezone
from file_cast import accept_all
from people import Cast, make_cast

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.recognition.levels import NationalQualification
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.recognition.models import RecognitionFile
from passerelle.web.training import recognition

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TABLE = (NationalQualification("MA", "Technicien spécialisé", "5", 5, "a published table"),)


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(recognition, "qualifications", lambda country: TABLE)
    return make_cast()


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


def test_a_file_goes_from_opening_to_decision_through_its_pages(cast: Cast) -> None:
    staff = signed_in(cast.actors[Role.CASEWORKER])
    typed = {
        "country": "DE",
        "authority": "Chamber",
        "qualification": "technicien specialise",
        "obtained_in": "MA",
    }
    assert staff.post(f"/candidates/{cast.candidate.number}/recognition/", typed).status_code == 302
    file = RecognitionFile.objects.unscoped("test").get()
    assert (file.eqf, file.eqf_source, file.national_level) == (5, "a published table", "5")
    page, day = f"/recognition/{file.number}/", timezone.localdate().isoformat()
    incomplete = staff.post(f"{page}start/", {"on": day})
    assert incomplete.status_code == 422
    assert "Every needed document must be accepted" in incomplete.content.decode()
    accept_all([file.dossier])
    for path, answers in (
        ("start", {"on": day}),
        ("stop", {"on": day, "because": "A stamp."}),
        ("resume", {"on": day}),
        ("deficits", {"deficits": "Safety\nLaw"}),
        ("measure", {"kind": "exam", "title": "Safety exam", "hours": "8"}),
        ("edit", {**typed, "occupation": "Electrician"}),
    ):
        assert staff.get(f"{page}{path}/").status_code == 200
        assert staff.post(f"{page}{path}/", answers).status_code == 302, path
    measure = file.measures.get().number
    assert staff.post(f"/measures/{measure}/", {"on": day}).status_code == 302
    shown = staff.get(page).content.decode()
    assert "Safety exam" in shown
    assert "unknown" in shown  # the statutory term
    assert cast.candidate.person.family_name.upper() in staff.get("/recognition/").content.decode()
    refused = {"on": day, "outcome": "refused", "because": "Hours are missing."}
    assert staff.post(f"{page}decision/", refused).status_code == 302
    assert staff.post(f"{page}appeal/", {"on": day, "outcome": ""}).status_code == 302
    assert "the appeal was lodged" in staff.get(page).content.decode()
    assert staff.get("/recognition/?state=decided&format=csv").content.decode().count("Chamber") == 1
    assert Event.objects.filter(action="read.recognition").exists()


def test_a_level_typed_without_a_source_is_refused_beside_its_field(cast: Cast) -> None:
    staff = signed_in(cast.actors[Role.CASEWORKER])
    answer = staff.post(f"/candidates/{cast.candidate.number}/recognition/", {"eqf": "6", "authority": "typed"})
    assert answer.status_code == 422
    assert "A level needs its source." in answer.content.decode()
    assert 'value="typed"' in answer.content.decode()


def test_strangers_find_no_file(cast: Cast) -> None:
    staff = signed_in(cast.actors[Role.CASEWORKER])
    staff.post(f"/candidates/{cast.candidate.number}/recognition/", {"authority": "X"})
    number = RecognitionFile.objects.unscoped("test").get().number
    assert cast.mallory
    for actor in (cast.mallory, cast.actors[Role.EMPLOYER], cast.actors[Role.TRAINING_PROVIDER]):
        for path in ("", "edit/", "decision/"):
            assert signed_in(actor).get(f"/recognition/{number}/{path}").status_code == 404
