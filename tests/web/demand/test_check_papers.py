"""The documents behind an employer's checks: handed in by the firm, reviewed by the team, nobody else's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from people import Cast, make_actor, make_cast, make_organisation
from web.conftest import signed_in

from passerelle.actions.employers.opening import open_file
from passerelle.domain.access.roles import Role
from passerelle.records.dossiers.models import Dossier, DossierItem

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def file(cast: Cast) -> str:
    return open_file(cast.actors[Role.CASEWORKER], "alpha", cast.employer.number)


def test_the_firm_hands_in_and_the_team_reviews(cast: Cast, file: str) -> None:
    firm, team = signed_in(cast.actors[Role.EMPLOYER]), signed_in(cast.actors[Role.CASEWORKER])
    for _twice in range(2):
        assert firm.post(reverse("employer-papers-open", args=[file])).status_code == 302
    dossier = Dossier.objects.unscoped("test").get()
    assert (dossier.kind, dossier.organisation_id) == ("employer_check", cast.employer.pk)
    item = dossier.items.get(code="lawfully_established")
    scan = {"file": SimpleUploadedFile("extract.pdf", PDF), "expires_on": ""}
    assert firm.post(reverse("document-hand-in", args=[item.number]), scan).status_code == 302
    assert firm.get(reverse("document-review", args=[item.number])).status_code == 404
    one = team.get(reverse("employer-check-papers", args=[file, "lawfully_established"])).content.decode()
    assert "to be reviewed" in one
    assert "declaration of staff" not in one
    assert team.post(reverse("document-review", args=[item.number]), {"verdict": "accepted"}).status_code == 302
    assert "accepted" in firm.get(reverse("employer-papers", args=[file])).content.decode()
    page = firm.get(reverse("employer-file", args=[file])).content.decode()
    assert reverse("employer-check-papers", args=[file, "staff"]) in page


def test_what_the_team_handed_in_is_reviewed_by_somebody_else(cast: Cast, file: str) -> None:
    team, manager = signed_in(cast.actors[Role.CASEWORKER]), signed_in(cast.actors[Role.SCHEME_MANAGER])
    team.post(reverse("employer-papers-open", args=[file]))
    number = DossierItem.objects.get(code="staff").number
    assert team.post(reverse("document-hand-in", args=[number]), {"expires_on": ""}).status_code == 302
    assert team.post(reverse("document-review", args=[number]), {"verdict": "accepted"}).status_code == 422
    assert DossierItem.objects.get(code="staff").status == "received"
    assert manager.post(reverse("document-review", args=[number]), {"verdict": "accepted"}).status_code == 302


def test_another_firm_and_another_scheme_find_nothing(cast: Cast, file: str) -> None:
    signed_in(cast.actors[Role.CASEWORKER]).post(reverse("employer-papers-open", args=[file]))
    number = DossierItem.objects.get(code="staff").number
    other = make_actor("rival", Role.EMPLOYER, cast.alpha, organisation=make_organisation("Rival"))
    assert cast.mallory is not None
    for actor in (other, cast.mallory, cast.actors[Role.CANDIDATE], cast.actors[Role.EMPLOYMENT_SERVICE]):
        client = signed_in(actor)
        for address in (
            reverse("employer-papers", args=[file]),
            reverse("employer-check-papers", args=[file, "staff"]),
            reverse("document-hand-in", args=[number]),
        ):
            assert client.get(address).status_code == 404, (actor.name, address)
        assert client.post(reverse("employer-papers-open", args=[file])).status_code == 404


def test_a_check_that_nobody_knows_is_not_found(cast: Cast, file: str) -> None:
    team = signed_in(cast.actors[Role.CASEWORKER])
    assert team.get(reverse("employer-check-papers", args=[file, "horoscope"])).status_code == 404
