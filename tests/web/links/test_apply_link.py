"""Applying from a signed link: one application, one person, no account, documents from the phone."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state
from people import Cast, make_candidate, make_cast
from web.conftest import signed_in

from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Person
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import Membership
from passerelle.records.signing.models import SignedLink
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ANSWERS = {"family_name": "Alaoui", "given_name": "Amina", "birth_date": "2000-02-01"}
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    made = make_cast()
    state(made.alpha, scheme_facts())
    made.candidate.person.phone = "+212600000000"
    made.candidate.person.save()
    return made


@pytest.fixture
def call(cast: Cast) -> str:
    staff = cast.actors[Role.CASEWORKER]
    facts = CallFacts(
        track="home",
        opens_on=today(),
        closes_on=today() + timedelta(days=9),
        languages=["en"],
        texts={"en": {"title": "Call of spring", "text": "For all."}},
        fields=[{"code": code, "needed": True} for code in ANSWERS],
        documents=[{"code": "identity", "needed": True}, {"code": "photo", "needed": False}],
    )
    number = write_call(staff, "alpha", facts)
    publish_call(staff, number)
    return number


def send(cast: Cast, call: str, role: Role = Role.EMPLOYMENT_SERVICE, what: str = "service-links") -> Client:
    client = signed_in(cast.actors[role])
    answer = client.post(reverse(what, args=[call]), {"row": cast.candidate.number})
    assert answer.status_code == 302
    return client


def address() -> str:
    message = Message.objects.filter(template="apply_by_link").latest("pk")
    return reverse("link", args=[token_from(str(message.facts["link"]))])


def fields_of(page: bytes) -> dict[str, str]:
    found = re.findall(rb'name="(version|key)" value="([^"]*)"', page)
    return {name.decode(): value.decode() for name, value in reversed(found)}


def scan(content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("identity.pdf", content)


def test_from_the_link_to_the_application_without_an_account(cast: Cast, call: str) -> None:
    send(cast, call)
    client, link = Client(), address()
    page = client.get(link)
    assert b'value="Alaoui"' in page.content
    assert page["Referrer-Policy"] == "no-referrer"
    kept = client.post(link, {**fields_of(page.content), **ANSWERS, "given_name": ""})
    assert kept.status_code == 302
    page = Client().get(link)
    assert b'value="2000-02-01"' in page.content, "what was saved is there on the next visit"
    wrong = client.post(link, {**fields_of(page.content), **ANSWERS, "hand_in": "1"})
    assert wrong.status_code == 422
    assert "Identity paper is missing." in wrong.content.decode()
    form = {**fields_of(wrong.content), **ANSWERS, "hand_in": "1"}
    done = client.post(link, {**form, "paper_identity": scan()})
    assert done.status_code == 200
    assert "handed in" in done.content.decode()
    application = Application.objects.unscoped("test").get()
    assert (application.state, application.person_id) == ("handed_in", cast.candidate.person_id)
    assert client.post(link, form).status_code == 200, "a second click is answered like the first"
    assert SignedLink.objects.get().used_at is not None


def test_used_revoked_expired_replaced_and_made_up_links_give_one_page(cast: Cast, call: str) -> None:
    pages = [Client().get(reverse("link", args=["made-up"]))]
    send(cast, call)
    first = address()
    send(cast, call)
    pages.append(Client().get(first))
    second = address()
    assert Client().get(second).status_code == 200
    send(cast, call, what="service-links-revoke")
    pages.append(Client().get(second))
    send(cast, call)
    third = address()
    SignedLink.objects.filter(revoked_at__isnull=True).update(
        made_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=1)
    )
    pages.append(Client().get(third))
    SignedLink.objects.filter(revoked_at__isnull=True).update(
        expires_at=timezone.now() + timedelta(days=1), used_at=timezone.now()
    )
    pages.append(Client().get(third))
    pages.append(Client().post(third, {**ANSWERS, "hand_in": "1", "key": "another1234"}))
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert b"Alaoui" not in pages[0].content


def test_a_bad_file_keeps_what_was_written_and_says_what_to_do(cast: Cast, call: str) -> None:
    send(cast, call)
    client, link = Client(), address()
    page = client.get(link)
    form = {**fields_of(page.content), **ANSWERS, "hand_in": "1", "paper_identity": scan(b"MZ odd")}
    answer = client.post(link, form)
    assert answer.status_code == 422
    assert "neither a PDF nor a PNG or JPEG picture" in answer.content.decode()
    assert Application.objects.unscoped("test").get().answers["given_name"] == "Amina"
    assert DossierItem.objects.get(code="identity").status == "missing"


def test_a_link_is_sent_only_to_people_in_reach_and_not_after_handing_in(cast: Cast, call: str) -> None:
    stranger = make_candidate(cast.alpha, "Zahra")
    client = signed_in(cast.actors[Role.EMPLOYMENT_SERVICE])
    answer = client.post(reverse("service-links", args=[call]), {"row": stranger.number})
    assert answer.status_code == 422
    assert client.post(reverse("service-links", args=[call]), {}).status_code == 422
    assert not SignedLink.objects.exists()
    assert cast.mallory is not None
    other = signed_in(cast.mallory).post(reverse("service-links", args=[call]), {"row": cast.candidate.number})
    assert other.status_code == 404


def test_documents_are_the_persons_own_until_handed_in_then_the_reviewers(cast: Cast, call: str) -> None:
    other = make_cast_person(cast)
    staff = signed_in(cast.actors[Role.CASEWORKER])
    begin = Client()
    begin.force_login(other)
    assert begin.post(reverse("open-call", args=[call])).status_code == 302
    dossier = Dossier.objects.unscoped("test").get()
    assert staff.get(reverse("dossier", args=[dossier.number])).status_code == 404
    application = Application.objects.unscoped("test").get()
    own = reverse("own-application", args=[application.number])
    form = {**fields_of(begin.get(own).content), **ANSWERS, "hand_in": "1"}
    assert begin.post(own, form).status_code == 422
    form = {**fields_of(begin.get(own).content), **ANSWERS, "hand_in": "1", "paper_identity": scan()}
    assert begin.post(own, form).status_code == 302
    assert staff.get(reverse("dossier", args=[dossier.number])).status_code == 200
    assert (
        reverse("dossier", args=[dossier.number])
        in staff.get(reverse("call-kept", args=[call])).content.decode()
    )
    item = dossier.items.get(code="identity")
    said = {"verdict": "sent_back", "reason_code": "unreadable"}
    assert staff.post(reverse("document-review", args=[item.number]), said).status_code == 302
    tasks = begin.get(reverse("own-page")).content.decode()
    assert f"#{dossier.number}" in tasks
    assert "The picture or scan cannot be read." in begin.get(own).content.decode()


def make_cast_person(cast: Cast) -> User:
    user = User.objects.create(phone="+212611111111", name="Zahra")
    person = Person.objects.create(family_name="Zahra", search_name="zahra", phone="+212611111111")
    Membership.objects.create(
        user=user, role=Role.CANDIDATE, scheme=cast.alpha, since=today(), person_number=person.number
    )
    return user


def test_the_call_says_which_documents_it_asks(cast: Cast, call: str) -> None:
    page = Client().get(reverse("open-call", args=[call])).content.decode()
    assert "Identity paper" in page


def test_a_call_cannot_ask_for_a_document_nobody_knows(cast: Cast) -> None:
    staff = signed_in(cast.actors[Role.CASEWORKER])
    form = {"scheme": "alpha", "track": "home", "opens_on": today().isoformat(), "title_en": "T",
            "papers_needed": ["birth_horoscope"]}  # fmt: skip
    assert staff.post(reverse("call-new"), form).status_code == 422
    assert staff.post(reverse("call-new"), {**form, "papers_needed": ["passport"]}).status_code == 302
