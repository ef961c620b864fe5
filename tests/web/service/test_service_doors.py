"""A partner service proposes its own people, invites them, and sees who lacks what."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from matching_cast import scheme_facts, state
from people import Cast, make_candidate, make_cast
from web.conftest import signed_in

from passerelle.actions.calls.propose import invite_prospects, propose
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.own.applications import own_applications
from passerelle.queries.people.actors import actor_of
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Application
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    state(made.alpha, scheme_facts())
    return made


@pytest.fixture
def call(cast: Cast) -> str:
    staff = cast.actors[Role.CASEWORKER]
    facts = CallFacts(
        track="home",
        opens_on=today(),
        closes_on=today() + timedelta(days=9),
        languages=["fr"],
        texts={"fr": {"title": "Appel"}},
        fields=[{"code": "given_name", "needed": True}, {"code": "family_name", "needed": True}],
    )
    number = write_call(staff, "alpha", facts)
    publish_call(staff, number)
    return number


def test_from_the_choice_to_the_invitation(cast: Cast, call: str) -> None:
    phone = "+212612345678"
    mine = make_candidate(cast.alpha, "Mine", brought_by=cast.service, phone=phone)
    make_candidate(cast.alpha, "Theirs")
    client = signed_in(cast.actors[Role.EMPLOYMENT_SERVICE])
    address = reverse("service-people", args=[call])
    assert "Appel" in client.get(reverse("service-calls")).content.decode()
    page = client.get(address, {"text": "mine"}).content.decode()
    assert "MINE" in page
    assert "THEIRS" not in client.get(address).content.decode()
    shown = client.post(reverse("service-preview", args=[call]), {"row": [mine.number]}).content.decode()
    assert mine.number in shown
    assert not Application.objects.unscoped("test").exists()
    assert client.post(reverse("service-propose", args=[call])).status_code == 422
    assert client.post(reverse("service-propose", args=[call]), {"row": [mine.number]}).status_code == 302
    assert Application.objects.unscoped("test").get().state == "prospect"
    assert client.post(reverse("service-invite", args=[call])).status_code == 302
    user = User.objects.get(phone=phone)
    (own,) = own_applications(actor_of(user, on=today()), "fr")
    assert (own.state, [one.code for one in own.missing]) == ("draft", ["given_name"])
    assert "Given name" in client.get(address).content.decode()
    for kind in ("csv", "xlsx"):
        assert client.get(address, {"format": kind}).status_code == 200


def test_a_prospect_is_hidden_from_the_person_until_invited(cast: Cast, call: str) -> None:
    service, person = cast.actors[Role.EMPLOYMENT_SERVICE], cast.actors[Role.CANDIDATE]
    propose(service, call, [cast.candidate.number], on=today())
    assert own_applications(person, "fr") == []
    assert "Appel" not in signed_in(person).get(reverse("own-applications")).content.decode()
    invite_prospects(service, call, on=today())
    assert len(own_applications(person, "fr")) == 1


def test_a_service_proposes_nobody_whom_another_brought(cast: Cast, call: str) -> None:
    other = make_candidate(cast.alpha, "Theirs")
    with pytest.raises(Refused) as refused:
        propose(cast.actors[Role.EMPLOYMENT_SERVICE], call, [other.number], on=today())
    assert [one.code for one in refused.value.problems] == ["unknown_candidate"]


def test_a_shared_phone_opens_nothing(cast: Cast, call: str) -> None:
    service, phone = cast.actors[Role.EMPLOYMENT_SERVICE], "+212612345678"
    people = [make_candidate(cast.alpha, name, brought_by=cast.service, phone=phone) for name in ("One", "Two")]
    propose(service, call, [one.number for one in people], on=today(), key="k" * 12)
    propose(service, call, [one.number for one in people], on=today(), key="k" * 12)
    assert invite_prospects(service, call, on=today()) == {"invited": 2, "no_phone": 2}
    assert not User.objects.filter(phone=phone).exists()


def test_few_and_many_ask_the_same_queries(cast: Cast, call: str) -> None:
    service, counts = cast.actors[Role.EMPLOYMENT_SERVICE], []
    client = signed_in(service)
    for size in (3, 30):
        people = [
            make_candidate(
                cast.alpha, f"P{size}-{n}", brought_by=cast.service, phone=f"+2126000{size:02}{n:02}"
            )
            for n in range(size)
        ]
        with CaptureQueriesContext(connection) as proposing:
            propose(service, call, [one.number for one in people], on=today())
        with CaptureQueriesContext(connection) as inviting:
            invite_prospects(service, call, on=today())
        with CaptureQueriesContext(connection) as page:
            client.get(reverse("service-people", args=[call]))
        counts.append((len(proposing), len(inviting), len(page)))
    assert counts[0] == counts[1]
