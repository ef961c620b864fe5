"""The pages of a dossier: shown, handed in, reviewed, opened; by whom it may be."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from people import Cast, make_cast

from passerelle.actions.steps.files.dossiers import About, Asked, open_dossier
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.dossiers.models import Dossier

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def dossier(cast: Cast) -> Dossier:
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        about = About(cast.alpha, candidate=cast.candidate)
        return open_dossier(note, "recognition", [Asked("diploma")], about=about, at=timezone.now())


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


def test_a_document_goes_from_the_person_to_the_reviewer_and_opens_as_a_download(
    cast: Cast, dossier: Dossier
) -> None:
    number = dossier.items.get().number
    person, staff = signed_in(cast.actors[Role.CANDIDATE]), signed_in(cast.actors[Role.CASEWORKER])
    file = SimpleUploadedFile("diplôme.pdf", PDF)
    answer = person.post(f"/documents/{number}/hand-in/", {"file": file, "expires_on": ""})
    assert answer.status_code == 302
    page = staff.get(f"/dossiers/{dossier.number}/").content.decode()
    assert "to be reviewed" in page
    assert staff.post(f"/documents/{number}/review/", {"verdict": "accepted"}).status_code == 302
    kept = staff.get(f"/documents/{number}/")
    assert kept.content == PDF
    assert kept["Content-Disposition"] == "attachment; filename*=UTF-8''" + "".join(
        f"%{byte:02X}" for byte in "diplôme.pdf".encode()
    )
    assert kept["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.filter(action="read.document").count() == 1


def test_a_person_finds_their_documents_on_their_page(cast: Cast, dossier: Dossier) -> None:
    page = signed_in(cast.actors[Role.CANDIDATE]).get("/me/").content.decode()
    assert f"/me/documents/#{dossier.number}" in page
    assert "diploma" in page
    page = signed_in(cast.actors[Role.CANDIDATE]).get("/me/documents/").content.decode()
    assert f"/documents/{dossier.items.get().number}/hand-in/" in page
    assert "1 needed document is not there yet" in page


def test_what_was_typed_stays_when_a_review_is_refused(cast: Cast, dossier: Dossier) -> None:
    staff = signed_in(cast.actors[Role.CASEWORKER])
    answer = staff.post(
        f"/documents/{dossier.items.get().number}/review/", {"verdict": "accepted", "reason": "typed before"}
    )
    assert answer.status_code == 422
    assert "Nothing was handed in yet." in answer.content.decode()
    assert "typed before" in answer.content.decode()


def test_a_stranger_finds_nothing(cast: Cast, dossier: Dossier) -> None:
    number = dossier.items.get().number
    assert cast.mallory
    for actor in (cast.mallory, cast.actors[Role.TRAINING_PROVIDER], cast.actors[Role.EMPLOYER]):
        client = signed_in(actor)
        for path in (f"/dossiers/{dossier.number}/", f"/documents/{number}/", f"/documents/{number}/review/"):
            assert client.get(path).status_code == 404
    person = signed_in(cast.actors[Role.CANDIDATE])
    assert person.get(f"/documents/{number}/review/").status_code == 404
