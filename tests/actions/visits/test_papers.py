"""Photos and proofs are documents of dossiers: checked, read by whoever may, looked at by four eyes."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from people import make_actor, make_organisation
from stay_cast import Placed, make_placed
from visit_cast import drawn, found, made, now, second_officer

from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.actions.dossiers.review import review_document
from passerelle.actions.retention.expire import expire
from passerelle.actions.visits import audit_cases
from passerelle.actions.visits.findings import Found, add_finding, look_again, say_corrected
from passerelle.actions.visits.papers import add_photo
from passerelle.domain.access.actor import SYSTEM, Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.gateways.documents import Upload
from passerelle.queries.cases.dossiers import checklist, stored_document
from passerelle.queries.protection.visits import finding_page, visit_page
from passerelle.records.audit.models import Event
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.partnerships.models import Membership, OrganisationTie

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def picture(name: str = "room.png", extra: bytes = b"") -> Upload:
    return Upload(name, [PNG + extra])


def tie(placed: Placed, officer: Actor) -> None:
    mother = make_organisation("Holding", "association")
    since = now() - timedelta(days=90)
    beta = placed.hired.cast.beta
    Membership.objects.create(
        user_id=officer.id, role=Role.FUNDER, scheme=beta, organisation=mother, since=since
    )
    OrganisationTie.objects.create(one=mother, other=placed.stay.host, kind="parent", since=since)


def files() -> int:
    return len([one for one in (Path(settings.MEDIA_ROOT) / "documents").glob("*") if one.is_file()])


def test_photos_are_for_officers_without_a_tie_alone(placed: Placed) -> None:
    officer, second = placed.actor(Role.WELFARE_OFFICER), second_officer(placed)
    row = made(placed)
    photo = add_photo(officer, row.number, picture())
    add_photo(officer, row.number, picture("two.png", b"1"))
    assert stored_document(second, photo.number).name == "room.png"
    for role in (Role.EMPLOYER, Role.SCHEME_MANAGER, Role.CASEWORKER):
        with pytest.raises(NotPermitted):
            stored_document(placed.actor(role), photo.number)
        assert not Dossier.objects.visible_to(placed.actor(role)).filter(kind="visit_photos").exists()
    page = visit_page(second, row.number, today=now())
    assert page.photos is not None
    assert len(page.photos.lines) == 2
    tie(placed, second)
    with pytest.raises(NotPermitted):
        stored_document(second, photo.number)
    page = visit_page(second, row.number, today=now())
    assert (page.makes, page.photos) == (False, None)


def test_proof_is_for_whoever_reads_the_finding_and_for_no_other_host(placed: Placed) -> None:
    one = found(placed)
    employer = placed.actor(Role.EMPLOYER)
    say_corrected(employer, one.number, "Done.", version=1, upload=picture())
    proof = DossierItem.objects.get(dossier__kind="correction")
    for role in (Role.EMPLOYER, Role.WELFARE_OFFICER, Role.SCHEME_MANAGER):
        assert stored_document(placed.actor(role), proof.number).kind == "png"
        assert finding_page(placed.actor(role), one.number, today=now())[1] is not None
    other = make_actor(
        "other", Role.EMPLOYER, placed.hired.cast.alpha, organisation=make_organisation("Other", "employer")
    )
    for stranger in (other, make_actor("far", Role.WELFARE_OFFICER, placed.hired.cast.beta)):
        with pytest.raises(NotPermitted):
            stored_document(stranger, proof.number)
    assert Event.objects.get(action="finding.correct").purpose == "protection"


def test_the_second_look_decides_on_the_proof_and_closes_its_dossier(placed: Placed) -> None:
    officer, employer = placed.actor(Role.WELFARE_OFFICER), placed.actor(Role.EMPLOYER)
    one = found(placed)
    say_corrected(employer, one.number, "Done.", version=1, upload=picture())
    look_again(officer, one.number, "open_again", "Another room.", version=2)
    first = DossierItem.objects.get()
    assert (first.status, first.reason) == ("sent_back", "Another room.")
    hand_in(employer, first.number, upload=picture("better.png", b"2"))
    say_corrected(employer, one.number, "Now.", version=3, upload=picture("more.png", b"3"))
    look_again(officer, one.number, "corrected", "Seen.", version=4)
    assert {(row.status, row.reviewer_id) for row in DossierItem.objects.all()} == {("accepted", officer.id)}
    with pytest.raises(Refused, match="closed"):
        hand_in(employer, first.number, upload=picture("late.png", b"4"))


def test_nobody_decides_on_what_they_handed_in_or_with_a_tie(placed: Placed) -> None:
    officer, manager = placed.actor(Role.WELFARE_OFFICER), placed.actor(Role.SCHEME_MANAGER)
    one = add_finding(officer, made(placed).number, Found("rooms", "serious", "Beds.", "More.", owner="team"))
    say_corrected(manager, one.number, "Done.", version=1, upload=picture())
    item = DossierItem.objects.get(dossier__kind="team_correction")
    for role in (Role.SCHEME_MANAGER, Role.EMPLOYER):
        with pytest.raises(NotPermitted):
            review_document(placed.actor(role), item.number, verdict="accepted")
    with pytest.raises(NotPermitted):
        hand_in(placed.actor(Role.EMPLOYER), item.number, upload=picture())
    second = second_officer(placed)
    assert checklist(second, item.dossier.number, on=now()).may_review
    tie(placed, second)
    assert not checklist(second, item.dossier.number, on=now()).may_review
    with pytest.raises(NotPermitted):
        review_document(second, item.number, verdict="accepted")
    DossierItem.objects.filter(pk=item.pk).update(handed_in_by=officer.id)
    with pytest.raises(Refused, match="handed this document in"):
        look_again(officer, one.number, "corrected", "Seen.", version=2)


def test_the_verdict_of_an_audit_rests_on_the_proof(placed: Placed) -> None:
    row, employer = drawn(placed), placed.actor(Role.EMPLOYER)
    audit_cases.give_proof(employer, row.number, "Slips.", version=1, upload=picture("slips.png"))
    item = DossierItem.objects.get(dossier__kind="audit_proof")
    audit_cases.judge(placed.actor(Role.WELFARE_OFFICER), row.number, "in_order", "All there.", version=2)
    item.refresh_from_db()
    assert item.status == "accepted"
    assert item.dossier.closed_on == now()
    assert checklist(employer, item.dossier.number, on=now()).complete_on == now()


def test_photos_and_proofs_are_forgotten_five_years_after_the_visit_and_the_closing(placed: Placed) -> None:
    officer, employer = placed.actor(Role.WELFARE_OFFICER), placed.actor(Role.EMPLOYER)
    one = found(placed)
    photo = add_photo(officer, one.visit.number, picture())
    say_corrected(employer, one.number, "Done.", version=1, upload=picture("new.png", b"1"))
    left = files()
    before, after = now() + timedelta(days=59 * 30), now() + timedelta(days=61 * 31)
    expire(SYSTEM, on=before)
    assert files() == left
    expire(SYSTEM, on=after)
    photo.refresh_from_db()
    assert (files(), photo.stored, photo.file_name) == (left - 1, "", ""), (
        "the finding is open: its proof stays"
    )
    look_again(officer, one.number, "corrected", "Seen.", version=2)
    expire(SYSTEM, on=after)
    assert (files(), set(DossierItem.objects.values_list("stored", flat=True))) == (left - 2, {""})


def test_a_bad_file_and_a_failed_record_leave_nothing_behind(placed: Placed) -> None:
    officer, employer = placed.actor(Role.WELFARE_OFFICER), placed.actor(Role.EMPLOYER)
    one, before = found(placed), files()
    with pytest.raises(Refused, match="neither a PDF"):
        add_photo(officer, one.visit.number, Upload("x.png", [b"text"]))
    with pytest.raises(Refused, match="Choose a file"):
        add_photo(officer, one.visit.number, None)
    with pytest.raises(Refused, match="changed"):
        say_corrected(employer, one.number, "Done.", version=9, upload=picture())
    assert (files(), DossierItem.objects.count()) == (before, 0)
    add_photo(officer, one.visit.number, picture(), key="k" * 12)
    add_photo(officer, one.visit.number, picture(), key="k" * 12)
    assert (files(), DossierItem.objects.count()) == (before + 1, 1)
