"""A signed letter stands behind promised posts: one file, one digest, reviewed by the team."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from people import Cast, make_actor, make_cast, make_organisation, make_vacancy
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.employers.models import Commitment
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def vacancy(cast: Cast) -> Vacancy:
    return make_vacancy(cast.alpha, cast.employer, posts=3)


def committed(cast: Cast, vacancy: Vacancy, content: bytes = PDF, **facts: object):
    said = {"deed": "commit", "level": "letter", "posts": "2", "evidence": "", **facts}
    sent = {**said, "letter": SimpleUploadedFile("letter.pdf", content)}
    return signed_in(cast.actors[Role.EMPLOYER]).post(reverse("vacancy-demand", args=[vacancy.number]), sent)


def test_the_letter_is_the_evidence_with_one_digest(cast: Cast, vacancy: Vacancy) -> None:
    assert committed(cast, vacancy).status_code == 302
    row, item = Commitment.objects.get(), DossierItem.objects.get()
    assert (row.evidence, row.document, row.posts) == ("letter.pdf", item.number, 2)
    assert row.digest == item.file_digest == hashlib.sha256(PDF).hexdigest()
    team = signed_in(cast.actors[Role.CASEWORKER])
    assert item.number in team.get(reverse("vacancy-demand", args=[vacancy.number])).content.decode()
    firm = signed_in(cast.actors[Role.EMPLOYER])
    verdict = {"verdict": "accepted"}
    assert firm.post(reverse("document-review", args=[item.number]), verdict).status_code == 404
    assert team.post(reverse("document-review", args=[item.number]), verdict).status_code == 302


def test_a_commitment_that_is_refused_keeps_no_file(cast: Cast, vacancy: Vacancy) -> None:
    assert committed(cast, vacancy, posts="9").status_code == 422
    assert committed(cast, vacancy, b"MZ").status_code == 422
    assert not Dossier.objects.unscoped("test").exists()
    assert not Commitment.objects.exists()


def test_another_firm_reads_no_letter(cast: Cast, vacancy: Vacancy) -> None:
    committed(cast, vacancy)
    number = DossierItem.objects.get().number
    rival = make_actor("rival", Role.EMPLOYER, cast.alpha, organisation=make_organisation("Rival"))
    assert signed_in(rival).get(reverse("document", args=[number])).status_code == 404
    assert cast.mallory is not None
    assert signed_in(cast.mallory).get(reverse("document", args=[number])).status_code == 404


def test_the_database_asks_for_the_digest_of_a_letter(cast: Cast, vacancy: Vacancy) -> None:
    committed(cast, vacancy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.update(digest="")
