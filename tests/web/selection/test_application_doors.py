"""Applying by phone in the pages, and answering in bulk."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from matching_cast import scheme_facts, state
from people import Cast, make_candidate, make_cast
from web.conftest import signed_in

from passerelle.actions.calls.apply_many import apply_many
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.domain.access.roles import Role
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Person
from passerelle.records.outbox.models import Message
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PHONE = "+212 612 345 678"
ANSWERS = {"family_name": "Alami", "given_name": "Amina", "birth_date": "2000-02-01"}


def made_call(cast: Cast, **more: object) -> str:
    staff = cast.actors[Role.CASEWORKER]
    facts = CallFacts(
        track="home",
        opens_on=today(),
        closes_on=today() + timedelta(days=9),
        places=30,
        languages=["fr", "ar"],
        texts={"fr": {"title": "Appel", "text": "Pour tous."}, "ar": {"title": "نداء", "text": "للجميع"}},
        fields=[{"code": code, "needed": True} for code in ANSWERS],
    )
    number = write_call(staff, "alpha", facts)
    publish_call(staff, number)
    return number


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    state(made.alpha, scheme_facts())
    return made


@pytest.fixture
def call(cast: Cast) -> str:
    return made_call(cast)


def opened(client: Client, call: str, phone: str = PHONE) -> str:
    answer = client.post(reverse("open-call", args=[call]), {"phone": phone})
    assert answer.status_code == 302
    code = Message.objects.filter(template="sign_in_code").latest("pk").facts["code"]
    answer = client.post(reverse("phone-code"), {"code": code})
    assert answer.status_code == 302
    return str(answer["Location"])


def fields_of(page: bytes) -> dict[str, str]:
    found = re.findall(rb'name="(version|key|shown)" value="([^"]*)"', page)
    return {name.decode(): value.decode() for name, value in reversed(found)}


def test_everybody_reads_the_open_calls_in_their_language(call: str) -> None:
    page = Client().get(reverse("open-calls"), headers={"accept-language": "ar"})
    assert "نداء" in page.content.decode()
    assert reverse("open-call", args=[call]) in page.content.decode()


def test_a_phone_is_enough_from_the_call_to_the_application(call: str) -> None:
    client = Client()
    address = opened(client, call)
    page = client.get(address)
    kept = client.post(address, {**fields_of(page.content), "family_name": "Alami", "birth_date": "1 May"})
    assert kept.status_code == 302
    page = client.get(address)
    assert b'value="Alami"' in page.content
    wrong = client.post(address, {**fields_of(page.content), "family_name": "Alami", "hand_in": "1"})
    assert wrong.status_code == 422
    assert "Given name is missing." in wrong.content.decode()
    assert b'value="Alami"' in wrong.content
    form = {**fields_of(wrong.content), **ANSWERS, "hand_in": "1"}
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302  # sent twice
    assert Application.objects.unscoped("test").get().state == "handed_in"
    page = client.get(address).content.decode()
    assert "10 in 10 (30 places, 1 people)" in page


def test_signing_in_again_finds_the_applications(call: str) -> None:
    opened(Client(), call)
    client = Client()
    assert client.post(reverse("phone-sign-in"), {"phone": "00212612345678"}).status_code == 302
    code = Message.objects.filter(template="sign_in_code").latest("pk").facts["code"]
    assert (
        client.post(reverse("phone-code"), {"code": "000000" if code != "000000" else "1"}).status_code == 422
    )
    answer = client.post(reverse("phone-code"), {"code": f"{code[:3]} {code[3:]}"})
    assert answer["Location"] == reverse("own-applications")
    assert "Appel" in client.get(reverse("own-applications")).content.decode()


def test_an_unknown_number_gets_the_same_answer(call: str) -> None:
    opened(Client(), call)
    answers = []
    for phone in ("+212612345678", "+212612345699"):
        client = Client()
        client.post(reverse("phone-sign-in"), {"phone": phone})
        page = client.get(reverse("phone-code")).content.decode().replace(phone, "")
        answers.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page))
    assert answers[0] == answers[1]
    assert Message.objects.filter(recipient="+212612345699").count() == 0


def test_a_number_without_its_country_says_what_to_write(call: str) -> None:
    page = Client().post(reverse("open-call", args=[call]), {"phone": "0612345678"})
    assert page.status_code == 422
    assert 'value="0612345678"' in page.content.decode()
    assert Client().post(reverse("phone-sign-in"), {"phone": "x"}).status_code == 422
    assert Client().get(reverse("phone-code"))["Location"] == reverse("phone-sign-in")


def test_nobody_opens_the_application_of_somebody_else(call: str) -> None:
    address = opened(Client(), call)
    other = Client()
    opened(other, call, "+212600000001")
    assert other.get(address).status_code == 404
    assert other.post(address, {"family_name": "X"}).status_code == 404


def test_a_withdrawn_application_is_over(call: str) -> None:
    client = Client()
    address = opened(client, call)
    client.post(f"{address}withdraw/", fields_of(client.get(address).content))
    client.post(f"{address}withdraw/")
    assert Application.objects.unscoped("test").get().state == "withdrawn"


def test_staff_write_publish_and_close_a_call(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    form = {"scheme": "alpha", "track": "home", "opens_on": "2026-03-01", "needed": ["family_name"]}
    assert client.get(reverse("call-new")).status_code == 200
    wrong = client.post(reverse("call-new"), {**form, "text_fr": "Sans titre", "track": "moon"})
    assert wrong.status_code == 422
    assert "Sans titre" in wrong.content.decode()
    right = client.post(reverse("call-new"), {**form, "title_fr": "Appel"})
    number = Call.objects.unscoped("test").get().number
    assert right["Location"] == reverse("call-kept", args=[number])
    for route, state_then in (
        ("call-publish", "published"),
        ("call-close", "closed"),
        ("call-close", "closed"),
    ):
        client.post(reverse(route, args=[number]))
        assert Call.objects.unscoped("test").get().state == state_then
    client.post(reverse("call-publish", args=[number]))
    assert Call.objects.unscoped("test").get().state == "closed"


def test_screening_in_bulk_in_the_page(cast: Cast, call: str) -> None:
    people = [make_candidate(cast.alpha, "Idrissi", given_name=str(n), birth_date=today()) for n in range(3)]
    apply_many(cast.actors[Role.CASEWORKER], call, [one.number for one in people], on=today())
    client = signed_in(cast.actors[Role.CASEWORKER])
    rows = [f"{one.number}:{one.version}" for one in Application.objects.unscoped("test").order_by("pk")]
    address = reverse("call-screen", args=[call])
    wrong = client.post(address, {"row": rows, "verdict": "not_eligible", "words": "Bonjour"})
    assert wrong.status_code == 422
    assert "Bonjour" in wrong.content.decode()
    assert client.post(address, {"row": rows[:1], "verdict": "eligible"}).status_code == 302
    sent = {"row": rows[1:], "verdict": "not_eligible", "reason_code": "language_below"}
    assert client.post(address, sent).status_code == 302
    states = sorted(Application.objects.unscoped("test").values_list("state", flat=True))
    assert states == ["eligible", "not_eligible", "not_eligible"]
    page = client.get(reverse("call-kept", args=[call]), {"state": "not_eligible", "sort": "name"})
    assert "Language below the level asked" in page.content.decode()
    for kind in ("csv", "xlsx"):
        assert client.get(reverse("call-kept", args=[call]), {"format": kind}).status_code == 200


def test_lists_ask_the_same_number_of_queries_for_few_and_many(cast: Cast, call: str) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    counts = []
    for size in (3, 30):
        other = made_call(cast)
        people = [make_candidate(cast.alpha, "B", given_name=str(n), birth_date=today()) for n in range(size)]
        apply_many(cast.actors[Role.CASEWORKER], other, [one.number for one in people], on=today())
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("call-kept", args=[other]))
        with CaptureQueriesContext(connection) as more:
            client.get(reverse("calls-kept"))
        counts.append((len(queries), len(more)))
    assert counts[0] == counts[1]


def test_a_service_sees_its_own_people_only(cast: Cast, call: str) -> None:
    mine = make_candidate(cast.alpha, "Mine", given_name="A", birth_date=today(), brought_by=cast.service)
    others = make_candidate(cast.alpha, "Theirs", given_name="B", birth_date=today())
    apply_many(cast.actors[Role.CASEWORKER], call, [mine.number, others.number], on=today())
    page = (
        signed_in(cast.actors[Role.EMPLOYMENT_SERVICE]).get(reverse("call-kept", args=[call])).content.decode()
    )
    assert "MINE" in page
    assert "THEIRS" not in page
    assert Person.objects.unscoped("test").count() == 3
