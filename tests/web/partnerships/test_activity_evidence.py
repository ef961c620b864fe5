"""Evidence of an activity is a file with its digest: handed in, reviewed by somebody else, read by few."""

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from people import Cast, make_actor
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.capacity.models import Activity, InstitutionFile
from passerelle.records.dossiers.models import Dossier, DossierItem

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def activity(cast: Cast, settings, tmp_path) -> Activity:
    settings.MEDIA_ROOT = tmp_path
    file = InstitutionFile.objects.create(
        organisation=cast.service, scheme=cast.alpha, opened_on=date(2026, 1, 2)
    )
    return Activity.objects.create(file=file, kind="twinning", title="Twinning", start=date(2026, 2, 1))


def handed_in(cast: Cast, activity: Activity, content: bytes = PDF, name: str = "list.pdf"):
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    return client.post(
        reverse("activity-evidence", args=[activity.number]), {"file": SimpleUploadedFile(name, content)}
    )


def test_files_stand_beside_each_other_in_one_dossier(cast: Cast, activity: Activity) -> None:
    assert handed_in(cast, activity).status_code == 302
    assert handed_in(cast, activity, b"%PDF-1.7 minutes", "minutes.pdf").status_code == 302
    dossier = Dossier.objects.unscoped("test").get()
    items = list(DossierItem.objects.filter(dossier=dossier).order_by("ordinal"))
    assert [one.file_name for one in items] == ["list.pdf", "minutes.pdf"]
    assert items[0].file_digest == hashlib.sha256(PDF).hexdigest()
    activity.refresh_from_db()
    assert activity.evidence == "list.pdf", "the file stands for the line"
    page = signed_in(cast.actors[Role.SCHEME_MANAGER]).get(reverse("institution", args=[activity.file.number]))
    assert "2 files" in page.content.decode()
    assert reverse("dossier", args=[dossier.number]) in page.content.decode()


def test_somebody_else_reviews(cast: Cast, activity: Activity) -> None:
    handed_in(cast, activity)
    number = DossierItem.objects.get().number
    address, verdict = reverse("document-review", args=[number]), {"verdict": "accepted"}
    assert signed_in(cast.actors[Role.SCHEME_MANAGER]).post(address, verdict).status_code == 422
    other = signed_in(make_actor("second", Role.SCHEME_MANAGER, cast.alpha))
    assert other.post(address, verdict).status_code == 302
    assert DossierItem.objects.get().status == "accepted"


def test_what_is_no_document_is_refused_and_nothing_is_kept(cast: Cast, activity: Activity) -> None:
    wrong = handed_in(cast, activity, b"MZ program", "list.exe")
    assert wrong.status_code == 422
    assert "neither a PDF" in wrong.content.decode()
    empty = signed_in(cast.actors[Role.SCHEME_MANAGER]).post(
        reverse("activity-evidence", args=[activity.number]), {}
    )
    assert empty.status_code == 422
    assert not DossierItem.objects.exists()
    activity.refresh_from_db()
    assert activity.evidence == ""


def test_lists_with_names_of_officials_are_read_by_few(cast: Cast, activity: Activity) -> None:
    handed_in(cast, activity)
    number = DossierItem.objects.get().number
    assert (
        signed_in(cast.actors[Role.SCHEME_MANAGER]).get(reverse("document", args=[number])).status_code == 200
    )
    for role in (Role.CASEWORKER, Role.EMPLOYER, Role.EMPLOYMENT_SERVICE, Role.CANDIDATE):
        assert signed_in(cast.actors[role]).get(reverse("document", args=[number])).status_code == 404, role
    assert cast.mallory is not None
    stranger = signed_in(cast.mallory)
    assert stranger.get(reverse("document", args=[number])).status_code == 404
    assert stranger.get(reverse("activity-evidence", args=[activity.number])).status_code == 404
