"""The person chooses how and in which language they are told; the outbox follows; both sides see the last message."""

from pathlib import Path

import pytest
from case_cast import Cases, make_cases
from django.conf import LazySettings
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from web.conftest import signed_in

from passerelle.actions.queue.compose import compose
from passerelle.actions.queue.messages import deliver, due_messages
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Person
from passerelle.records.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def cases(db: None, settings: LazySettings, tmp_path: Path) -> Cases:
    for name in ("SMS", "WHATSAPP", "LETTER"):
        setattr(settings, f"{name}_FILE_PATH", tmp_path / name)
    made = make_cases(1)
    Person.objects.unscoped("test").update(email="amina@people.example", phone="+212600000000")
    return made


def tell(cases: Cases, **facts: object) -> Message:
    number = cases.cast.candidate.person.number
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        note.tell(number, "case_moved", {"scheme": "Alpha", "case": "J-1", **facts})
    for one in due_messages(now=timezone.now()):
        deliver(one, compose, now=timezone.now())
    return Message.objects.filter(recipient=number).latest("pk")


def choose(cases: Cases, channel: str, language: str = "en") -> int:
    client = signed_in(cases.cast.actors[Role.CANDIDATE])
    return client.post(reverse("own-reach"), {"channel": channel, "language": language}).status_code


@pytest.mark.parametrize("channel", ["email", "sms", "whatsapp", "letter"])
def test_the_outbox_follows_the_choice(cases: Cases, channel: str, tmp_path: Path) -> None:
    assert choose(cases, channel, "fr") == 302
    sent = tell(cases)
    assert (sent.channel, sent.language) == (channel, "fr")
    files = {one.parent.name for one in tmp_path.rglob("*.txt")}
    assert files == (set() if channel == "email" else {channel.upper()})
    assert len(mail.outbox) == (channel == "email")


def test_a_link_never_goes_by_a_third_hand(cases: Cases, tmp_path: Path) -> None:
    assert choose(cases, "letter") == 302
    assert tell(cases, link="0" * 64).channel == "email"
    assert not list(tmp_path.rglob("*.txt"))


def test_a_way_without_an_address_is_not_offered_and_not_kept(cases: Cases) -> None:
    Person.objects.unscoped("test").update(email="", phone="")
    assert choose(cases, "sms") == 422
    page = signed_in(cases.cast.actors[Role.CANDIDATE]).get(reverse("own-reach")).content.decode()
    assert 'value="sms"' not in page
    assert 'value="letter"' in page


def test_the_last_message_is_shown_to_the_person_and_to_the_team(cases: Cases) -> None:
    tell(cases)
    (journey,) = cases.journeys()
    own = signed_in(cases.cast.actors[Role.CANDIDATE]).get(reverse("own-reach")).content.decode()
    assert "Alpha" in own.split("<blockquote")[1]
    team = signed_in(cases.caseworker).get(reverse("case", args=[journey.number])).content.decode()
    assert "e-mail" in team.split("Last message")[1][:200]


def test_the_service_finds_its_letters_and_nobody_elses(cases: Cases) -> None:
    assert choose(cases, "letter", "ar") == 302
    tell(cases)
    page = (
        signed_in(cases.cast.actors[Role.EMPLOYMENT_SERVICE]).get(reverse("service-letters")).content.decode()
    )
    assert cases.cast.candidate.person.number in page
    assert cases.cast.mallory is not None
    other = signed_in(cases.cast.mallory).get(reverse("service-letters")).content.decode()
    assert cases.cast.candidate.person.number not in other
