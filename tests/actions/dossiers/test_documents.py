"""Handing in and reviewing documents: who may, what is kept, what is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from file_cast import accept_all
from people import Cast, make_actor, make_candidate, make_cast

from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.actions.dossiers.review import review_document
from passerelle.actions.steps.files.dossiers import About, Asked, complete_ids, open_dossiers
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import MissingFile, Refused
from passerelle.gateways import documents
from passerelle.gateways.documents import Upload
from passerelle.queries.cases.dossiers import checklist, missing_counts
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PDF = b"%PDF-1.7 invented"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def opened(cast: Cast, *candidates: Candidate, kind: str = "recognition") -> list[Dossier]:
    asked = [Asked("passport"), Asked("diploma"), Asked("photo", needed=False)]
    about = [About(cast.alpha, candidate=one) for one in candidates or (cast.candidate,)]
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        return open_dossiers(note, kind, asked, about=about, at=timezone.now())


def numbers(dossier: Dossier) -> dict[str, str]:
    return dict(dossier.items.values_list("code", "number"))


def test_a_dossier_is_complete_when_the_last_needed_document_is_accepted(cast: Cast) -> None:
    (dossier,) = opened(cast)
    person, staff = cast.actors[Role.CANDIDATE], cast.actors[Role.CASEWORKER]
    for code in ("passport", "diploma"):
        assert Dossier.objects.unscoped("test").get().complete_on is None
        hand_in(person, numbers(dossier)[code], upload=Upload("my scan.pdf", [PDF]))
        review_document(staff, numbers(dossier)[code], verdict="accepted")
    assert Dossier.objects.unscoped("test").get().complete_on == timezone.localdate()
    row = DossierItem.objects.get(code="passport")
    assert (row.file_name, row.file_kind, row.file_bytes) == ("my scan.pdf", "pdf", len(PDF))
    assert documents.read(row.stored) == PDF
    assert cast.candidate.person.number in Event.objects.filter(action="document.review").first().subjects
    hand_in(person, numbers(dossier)["diploma"], upload=Upload("newer.pdf", [PDF]))
    assert Dossier.objects.unscoped("test").get().complete_on is None


def test_nobody_reviews_what_they_handed_in(cast: Cast) -> None:
    (dossier,) = opened(cast)
    staff = cast.actors[Role.CASEWORKER]
    number = numbers(dossier)["passport"]
    hand_in(staff, number)
    with pytest.raises(Refused) as refused:
        review_document(staff, number, verdict="accepted")
    assert refused.value.problems[0].code == "own_document"
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierItem.objects.filter(number=number).update(reviewer_id=staff.id)
    with pytest.raises(NotPermitted):
        review_document(cast.actors[Role.CANDIDATE], number, verdict="accepted")
    review_document(cast.actors[Role.SCHEME_MANAGER], number, verdict="accepted")


def test_what_is_sent_back_says_why_and_the_person_is_told(cast: Cast) -> None:
    (dossier,) = opened(cast)
    number = numbers(dossier)["diploma"]
    hand_in(cast.actors[Role.CANDIDATE], number)
    with pytest.raises(Refused) as refused:
        review_document(cast.actors[Role.CASEWORKER], number, verdict="sent_back")
    assert refused.value.problems[0].code == "reason_missing"
    review_document(cast.actors[Role.CASEWORKER], number, verdict="sent_back", reason="The stamp is missing.")
    assert Message.objects.get().template == "document_sent_back"


@pytest.mark.parametrize(
    ("verdict", "reason", "code"),
    [
        ("accepted", "", "nothing_to_review"),
        ("burnt", "", "unknown_verdict"),
        ("waived", " ", "reason_missing"),
    ],
)
def test_a_review_of_nothing_is_refused(cast: Cast, verdict: str, reason: str, code: str) -> None:
    (dossier,) = opened(cast)
    with pytest.raises(Refused) as refused:
        review_document(
            cast.actors[Role.CASEWORKER], numbers(dossier)["passport"], verdict=verdict, reason=reason
        )
    assert refused.value.problems[0].code == code


def test_an_expired_document_and_a_closed_dossier_are_refused(cast: Cast) -> None:
    (dossier,) = opened(cast)
    number = numbers(dossier)["passport"]
    hand_in(cast.actors[Role.CANDIDATE], number, expires_on=date(2020, 1, 1))
    with pytest.raises(Refused) as refused:
        review_document(cast.actors[Role.CASEWORKER], number, verdict="accepted")
    assert refused.value.problems[0].code == "document_expired"
    Dossier.objects.unscoped("test").update(closed_on=timezone.localdate())
    with pytest.raises(Refused) as refused:
        hand_in(cast.actors[Role.CANDIDATE], number, upload=Upload("x.pdf", [PDF]))
    assert refused.value.problems[0].code == "dossier_closed"


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ([b"MZ\x90", b"..."], "file_kind"),
        ([], "file_empty"),
        ([b"%PDF-" + b"0" * 6_000_000] * 2, "file_too_big"),
    ],
)
def test_a_bad_file_leaves_nothing_behind(cast: Cast, tmp_path, pieces: list[bytes], code: str) -> None:
    (dossier,) = opened(cast)
    with pytest.raises(Refused) as refused:
        hand_in(cast.actors[Role.CANDIDATE], numbers(dossier)["passport"], upload=Upload("a.pdf", pieces))
    assert refused.value.problems[0].code == code
    assert DossierItem.objects.get(code="passport").status == "missing"
    assert not list(tmp_path.rglob("documents/*"))


def test_a_document_whose_record_was_refused_is_not_kept(cast: Cast, tmp_path) -> None:
    (dossier,) = opened(cast)
    with pytest.raises(Refused):
        hand_in(
            cast.actors[Role.CANDIDATE], numbers(dossier)["passport"], upload=Upload("a.pdf", [PDF]), version=9
        )
    assert not list(tmp_path.rglob("documents/*"))
    with pytest.raises(MissingFile):
        documents.read("../../secrets")


def test_a_request_sent_twice_keeps_one_file(cast: Cast, tmp_path) -> None:
    (dossier,) = opened(cast)
    for _ in range(2):
        hand_in(
            cast.actors[Role.CANDIDATE],
            numbers(dossier)["passport"],
            upload=Upload("a.pdf", [PDF]),
            key="k1k1k1k1",
        )
    assert len(list(tmp_path.rglob("documents/*"))) == 1


def test_strangers_reach_no_dossier(cast: Cast) -> None:
    (dossier,) = opened(cast)
    number = numbers(dossier)["passport"]
    other = make_candidate(cast.alpha, "Other")
    stranger = make_actor("stranger", Role.CANDIDATE, cast.alpha, person_number=other.person.number)
    for actor in (cast.mallory, stranger, cast.actors[Role.EMPLOYER], cast.actors[Role.FUNDER]):
        with pytest.raises(NotPermitted):
            hand_in(actor, number)
        with pytest.raises(NotPermitted):
            checklist(actor, dossier.number, on=timezone.localdate())
    with pytest.raises(NotPermitted):  # may read the person, not write a permit file
        hand_in(cast.actors[Role.EMPLOYMENT_SERVICE], numbers(opened(cast, kind="permit")[0])["passport"])


def test_many_dossiers_take_as_many_queries_as_few(cast: Cast, django_assert_num_queries) -> None:
    few = [make_candidate(cast.alpha, f"A{n}") for n in range(3)]
    many = [make_candidate(cast.alpha, f"B{n}") for n in range(30)]
    today = timezone.localdate()
    for people in (few, many):
        with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
            about = [About(cast.alpha, candidate=one) for one in people]
            with django_assert_num_queries(2):
                made = open_dossiers(note, "exit", [Asked("passport")], about=about, at=timezone.now())
        accept_all(made)
        with django_assert_num_queries(2):
            assert complete_ids([one.pk for one in made], on=today) == {one.pk for one in made}
            assert set(missing_counts([one.pk for one in made], on=today).values()) == {0}
