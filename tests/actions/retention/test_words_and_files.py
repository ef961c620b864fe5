"""Words that a constraint asks for, uploads, and rows about nobody alone go; money stays without a name."""

import os
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from contract_cast import make_hired, signed_contract
from django.utils import timezone
from home_cast import awarded, closed, handed_in, make_case, make_home
from signing_cast import make_paper
from stay_cast import make_placed
from visit_cast import found as found_on_a_visit

from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.actions.dossiers.review import review_document
from passerelle.actions.reintegration.awards import Verdict, decide
from passerelle.actions.retention.expire import expire, preview_expiry
from passerelle.actions.retention.sweep import sweep_files
from passerelle.actions.steps.files.dossiers import About, Asked, open_dossiers
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.gateways import documents
from passerelle.gateways.documents import Upload
from passerelle.jobs.schedule import what_has_run_out
from passerelle.records.audit.models import Event
from passerelle.records.blanks import GONE
from passerelle.records.candidates.models import Candidate, PartnerReference, Person
from passerelle.records.contracts.models import Fee
from passerelle.records.dossiers.models import DossierItem
from passerelle.records.journeys.models import Handover, Journey
from passerelle.records.permits.models import ExitStatement
from passerelle.records.reintegration.models import Award, BusinessPlan, Committee, FirmPartnership, Tranche
from passerelle.records.signing.models import Paper, Signature, SignedLink
from passerelle.records.visits.models import Finding, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ENDED = date(2026, 3, 31)
LATER = date(2040, 1, 1)
OLD = (timezone.now() - timedelta(days=2)).timestamp()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def end_all() -> None:
    Journey.objects.unscoped("test").update(ended_on=ENDED, stage="completed", due_on=None)
    Candidate.objects.unscoped("test").update(applied_on=date(2026, 1, 1))


def sent_back_scan() -> DossierItem:
    """A document of somebody hired, handed in and sent back with words."""
    hired = make_hired()
    about = [About(hired.cast.alpha, candidate=hired.candidate)]
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        open_dossiers(note, "recognition", [Asked("passport")], about=about, at=timezone.now())
    item = DossierItem.objects.get()
    hand_in(hired.cast.actors[Role.CANDIDATE], item.number, upload=Upload("amina.pdf", [b"%PDF-1.7 hers"]))
    review_document(
        hired.staff, item.number, verdict="sent_back", reason_code="other", reason="Amina's page is torn"
    )
    return DossierItem.objects.get()


def test_the_words_of_a_document_sent_back_go_with_its_file() -> None:
    item = sent_back_scan()
    assert documents.read(item.stored)
    end_all()
    assert preview_expiry(SYSTEM, on=LATER).files == 1
    assert documents.read(item.stored)
    assert expire(SYSTEM, on=LATER).files == 1
    row = DossierItem.objects.get()
    assert (row.reason, row.stored, row.file_name, row.file_digest) == (GONE, "", "", "")
    assert not list(documents.names(timezone.now() + timedelta(days=1)))
    assert Event.objects.get(action="privacy.expire").details["files"] == 1
    assert not preview_expiry(SYSTEM, on=LATER).rows


def test_a_file_left_behind_is_swept_and_one_that_a_row_names_stays(tmp_path: Path) -> None:
    item = sent_back_scan()
    orphan = documents.keep(Upload("x.pdf", [b"%PDF-1.7 left"]))
    young = documents.keep(Upload("y.pdf", [b"%PDF-1.7 being handed in"]))
    waiting = tmp_path / "lists" / "a-list"
    waiting.parent.mkdir()
    waiting.write_text("Amina")
    for path in (tmp_path / "documents" / orphan.stored, tmp_path / "documents" / item.stored, waiting):
        os.utime(path, (OLD, OLD))
    assert sweep_files(now=timezone.now()) == 1
    assert documents.read(item.stored)
    assert documents.read(young.stored)
    assert not (tmp_path / "documents" / orphan.stored).exists()
    assert not waiting.exists()
    assert sweep_files(now=timezone.now()) == 0


def test_a_database_that_names_no_file_removes_none(tmp_path: Path) -> None:
    left = documents.keep(Upload("x.pdf", [b"%PDF-1.7 of another database"]))
    os.utime(tmp_path / "documents" / left.stored, (OLD, OLD))
    DossierItem.objects.create(dossier=sent_back_scan().dossier, code="never_handed_in")
    DossierItem.objects.update(stored="")
    assert sweep_files(now=timezone.now()) == 0
    assert documents.read(left.stored)


def test_what_a_constraint_asks_for_becomes_a_sign_that_says_nothing() -> None:
    hired = make_hired()
    journey, now = hired.journey, timezone.now()
    ExitStatement.objects.create(
        journey=journey, authority="The ministry", says_on=ENDED, evidence="letter of Amina", source="by post",
        recorded_at=now, withdrawn_on=ENDED, withdrawn_because="Amina asked",
    )  # fmt: skip
    for refunded in (ENDED, None):
        Fee.objects.create(
            candidate=hired.candidate, category="visa", payer="worker", amount=Decimal(80), currency="EUR",
            paid_on=ENDED, refunded_on=refunded, refund_evidence="Amina's account" if refunded else "",
        )  # fmt: skip
    for number in ("CV-1", "CV-2"):
        PartnerReference.objects.create(
            person=hired.candidate.person, organisation=hired.cast.service, reference=number
        )
    end_all()
    expire(SYSTEM, on=LATER)
    statement = ExitStatement.objects.get()
    words = (statement.authority, statement.evidence, statement.source, statement.withdrawn_because)
    assert set(words) == {GONE}
    fees = Fee.objects.unscoped("test").order_by("-refunded_on").values_list("refund_evidence", "amount")
    assert sorted(fees) == [("", Decimal(80)), (GONE, Decimal(80))]
    # Numbers that stand once in a partner's list still do.
    assert len({one.reference for one in PartnerReference.objects.all() if one.reference[0] == GONE}) == 2
    assert not preview_expiry(SYSTEM, on=LATER).rows


def test_plans_awards_and_partnerships_keep_no_word_and_what_was_paid_keeps_no_name() -> None:
    home = make_home()
    awarded(home)
    refused = handed_in(home, make_case(home.cast, "placed", "Bennani"))
    no = Verdict(reason="not_viable", message="Bennani, please say what the oven costs.")
    decide(home.staff, closed(home, [refused], name="Autumn"), {refused: no})
    FirmPartnership.objects.create(
        journey=home.journey, firm="Amina's bakery", host=home.cast.employer, kind="supply", state="ended",
        opened_on=ENDED, signed_on=ENDED, evidence="folder", ended_on=ENDED, why_ended="Amina fell ill",
    )  # fmt: skip
    end_all()
    # An award that goes on would keep its case's words: it is written off.
    Award.objects.unscoped("test").update(closed_on=ENDED, closed_code="written_off")
    Committee.objects.unscoped("test").update(closed_at=datetime(2026, 3, 31, tzinfo=UTC))
    expire(SYSTEM, on=LATER)
    plans = (
        BusinessPlan.objects.unscoped("test")
        .order_by("state")
        .values_list("state", "message", "asked", "title")
    )
    assert [(state, message) for state, message, asked, title in plans if asked is None and title == ""] == [
        ("accepted", ""), ("refused", GONE),
    ]  # fmt: skip
    [award] = Award.objects.unscoped("test").values_list("amount", flat=True)
    assert sum(Tranche.objects.values_list("amount", flat=True)) == award > 0
    row = FirmPartnership.objects.unscoped("test").get()
    assert (row.firm, row.evidence, row.why_ended) == ("", GONE, GONE)
    assert set(Committee.objects.unscoped("test").values_list("minutes", flat=True)) == {GONE}


def test_a_row_about_nobody_alone_is_forgotten_by_its_own_days() -> None:
    placed = make_placed()
    finding = found_on_a_visit(placed)
    by = placed.hired.staff.id
    Handover.objects.create(
        receiver_id=by, reason="Amina's mother is ill", from_on=ENDED, by_id=by, at=timezone.now()
    )
    Finding.objects.unscoped("test").update(closed_on=ENDED, outcome="corrected")
    Visit.objects.unscoped("test").update(done_on=ENDED)
    expire(SYSTEM, on=date(2031, 3, 30))
    assert Finding.objects.unscoped("test").get(pk=finding.pk).text
    expire(SYSTEM, on=date(2031, 3, 31))  # 60 months after
    assert Finding.objects.unscoped("test").get(pk=finding.pk).text == ""
    assert Visit.objects.unscoped("test").get().summary == ""
    assert Handover.objects.get().reason == ""


def test_what_is_still_open_is_not_forgotten() -> None:
    finding = found_on_a_visit(make_placed())
    expire(SYSTEM, on=date(2060, 1, 1))
    assert Finding.objects.unscoped("test").get(pk=finding.pk).text


def test_the_worker_forgets_once_a_day_and_is_idle_when_nothing_is_due() -> None:
    sent_back_scan()
    assert not what_has_run_out(timezone.now())
    assert not Event.objects.filter(action="privacy.expire").exists()
    end_all()
    then = datetime(2040, 1, 1, tzinfo=UTC)
    assert what_has_run_out(then)
    assert not what_has_run_out(then)
    assert DossierItem.objects.get().stored == ""


def test_everybody_who_signed_her_contract_is_forgotten_with_it_and_minutes_by_their_own_days() -> None:
    hired = make_hired()
    signed_contract(hired)
    minutes = make_paper(hired.cast, kind="minutes", about="W-1")
    Signature.objects.filter(paper=minutes).update(name="Jane Roe", person="")
    Signature.objects.exclude(paper=minutes).filter(person="").update(name="The employer's Mr Roe")
    SignedLink.objects.create(
        digest="d", purpose="task", subject="x", scheme=hired.cast.alpha, recipient="amina@example.org",
        made_at=timezone.now(), expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    Person.objects.unscoped("test").filter(pk=hired.candidate.person_id).update(email="amina@example.org")
    end_all()
    expire(SYSTEM, on=date(2029, 1, 1))
    assert set(Signature.objects.exclude(paper=minutes).values_list("name", "recipient")) == {("", "")}
    assert not SignedLink.objects.filter(recipient="amina@example.org").exists()
    assert Signature.objects.filter(paper=minutes).exclude(name="").exists()
    Paper.objects.unscoped("test").filter(pk=minutes.pk).update(completed_at=timezone.now())
    expire(SYSTEM, on=date(2029, 1, 1))
    assert not Signature.objects.filter(paper=minutes).exclude(name="").exists()
