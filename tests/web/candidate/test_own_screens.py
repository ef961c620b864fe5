"""The candidate's door in a real browser: nothing too wide on a phone, nothing that axe calls serious."""

from typing import Any

import pytest
from case_cast import SCHEME, Cases, make_cases, state_table
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from web.candidate.test_own_page import give_tasks
from web.conftest import signed_in
from web.links.test_apply_link import ANSWERS

from passerelle.actions.calls.by_link import send_links
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.steps.files.permits import open_files
from passerelle.actions.steps.papers.links import token_from
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Application
from passerelle.records.dossiers.models import DossierItem
from passerelle.records.outbox.models import Message
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
ROOMS = ("own-page", "own-interviews", "own-courses", "own-documents", "own-permits", "own-reach", "own-looked")


@pytest.fixture
def cases(transactional_db: None, settings: Any, tmp_path: Any) -> Cases:
    settings.MEDIA_ROOT = tmp_path
    made = make_cases(1)
    state_table(made.cast.alpha, SCHEME.replace('to = "applied",', 'to = "applied", documents = ["identity"],'))
    give_tasks(made, 2)
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        open_files(note, made.journeys(), kind="permit", at=timezone.now())
    item = DossierItem.objects.filter(code="passport").first()
    assert item is not None
    scan = {"file": SimpleUploadedFile("scan.pdf", b"%PDF-1.7 invented"), "expires_on": ""}
    signed_in(made.cast.actors[Role.CANDIDATE]).post(reverse("document-hand-in", args=[item.number]), scan)
    said = {"verdict": "sent_back", "reason_code": "unreadable", "reason": "The lower half is dark."}
    signed_in(made.manager).post(reverse("document-review", args=[item.number]), said)
    return made


def linked(cases: Cases) -> str:
    facts = CallFacts(
        track="mobility", opens_on=today(), languages=["en"], texts={"en": {"title": "Call of spring", "text": ""}},
        fields=[{"code": code, "needed": True} for code in (*ANSWERS, "french")],
        documents=[{"code": "identity", "needed": True}],
    )  # fmt: skip
    number = write_call(cases.caseworker, "alpha", facts)
    publish_call(cases.caseworker, number)
    send_links(cases.caseworker, number, [cases.cast.candidate.number], on=today())
    seed = Message.objects.filter(template="apply_by_link").latest("pk").facts["link"]
    return reverse("link", args=[token_from(str(seed))])


def look(browser: Any, name: str, path: str, language: str, width: int) -> None:
    browser.visit(path, language=language, width=width)
    browser.picture(f"door-{name}-{language}-{width}")
    assert not browser.serious(), path
    assert browser.overflow() <= 0, path


@pytest.mark.parametrize(("language", "width"), [("ar", 360), ("fr", 1366)])
def test_the_persons_rooms(cases: Cases, browser: Any, language: str, width: int) -> None:
    link = linked(cases)
    browser.sign_in(User.objects.get(pk=cases.cast.actors[Role.CANDIDATE].id))
    for room in ROOMS:
        look(browser, room, reverse(room), language, width)
    mine = Application.objects.unscoped("test").latest("pk")
    look(browser, "application", reverse("own-application", args=[mine.number]), language, width)
    look(browser, "link", f"{link}?language={language}", language, width)
