"""A team invites somebody of the alumni to its call; she applies or says no, and taking back ends it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state
from people import make_actor, make_candidate, make_vacancy
from stay_cast import make_placed
from wave_cast import Followed, make_followed
from web.conftest import signed_in

from passerelle.actions.alumni.agree import agree, take_back
from passerelle.actions.calls.pool import decline, invite
from passerelle.actions.calls.save_call import CallFacts, close_call, publish_call, write_call
from passerelle.actions.queue.compose import compose
from passerelle.actions.queue.messages import deliver
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.followups.alumni import Agreement
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.home.alumni import Wanted, alumni_for_call, line_of
from passerelle.records.alumni.models import Alumna, Invitation
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Person
from passerelle.records.outbox.models import Message
from passerelle.records.signing.models import SignedLink
from passerelle.records.vacancies.models import Vacancy
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def followed() -> Followed:
    """Amina is back, and agrees that later schemes invite her; beta, another scheme, has an open call."""
    found = make_followed()
    state(found.cast.beta, scheme_facts())
    Person.objects.unscoped("test").update(occupations=["9211"], languages=[{"code": "es", "level": "A2"}])
    agree(found.actor(Role.CANDIDATE), Agreement("I agree"))
    return found


@pytest.fixture
def call(followed: Followed) -> str:
    facts = CallFacts(
        track="home",
        opens_on=today(),
        closes_on=today() + timedelta(days=9),
        languages=["en"],
        texts={"en": {"title": "Call of spring", "text": "For all."}},
        fields=[{"code": "family_name", "needed": True}],
    )
    number = write_call(followed.cast.mallory, "beta", facts)
    publish_call(followed.cast.mallory, number)
    return number


def pseudonym() -> str:
    return Alumna.objects.unscoped("test").get().number


def send(followed: Followed, call: str) -> str:
    """Invite her from the page; the address in her letter."""
    client = signed_in(followed.cast.mallory)
    page = client.get(reverse("alumni-call", args=[call]))
    assert pseudonym() in page.content.decode()
    answer = client.post(reverse("alumni-call", args=[call]), {"row": [pseudonym()]}, follow=True)
    assert "1 person is invited." in answer.content.decode()
    link = SignedLink.objects.get(purpose="invitation")
    return reverse("link", args=[token_from(link.seed)])


def test_she_is_told_in_her_language_with_a_link(followed: Followed, call: str) -> None:
    send(followed, call)
    row = Message.objects.get(template="alumni_invited")
    person = followed.journey.candidate.person
    assert (row.recipient, row.language, row.facts["scheme"]) == (person.number, "fr", "Beta")
    letter = compose(row.template, row.facts, "en")
    assert token_from(row.facts["link"]) in letter.body
    assert deliver(row.pk, compose, now=timezone.now())


def test_the_team_reads_no_name_before_she_applies(followed: Followed, call: str) -> None:
    send(followed, call)
    page = signed_in(followed.cast.mallory).get(reverse("alumni-call", args=[call])).content.decode()
    assert "invited" in page
    for secret in ("Alaoui", "Amina", "+212600000001", followed.journey.candidate.person.number):
        assert secret not in page
    call_page = signed_in(followed.cast.mallory).get(reverse("call-kept", args=[call])).content.decode()
    assert "Alaoui" not in call_page.replace("ALAOUI", "Alaoui")


def test_from_the_link_she_begins_and_hands_in_without_an_account(followed: Followed, call: str) -> None:
    address = send(followed, call)
    anon = Client()
    page = anon.get(address, {"language": "en"}).content.decode()
    assert "Call of spring" in page
    assert not Application.objects.unscoped("test").exists()  # reading begins nothing
    answer = anon.post(address, {}, follow=True)
    assert answer.status_code == 200
    answer = anon.post(address, {}, follow=True)  # pressed twice: the same draft
    draft = Application.objects.unscoped("test").get()
    assert (draft.state, draft.person.number) == ("draft", followed.journey.candidate.person.number)
    going = answer.redirect_chain[-1][0]
    form = {"family_name": "Alaoui", "hand_in": "1", "version": draft.version}
    assert anon.post(going, form).status_code == 200
    draft.refresh_from_db()
    assert (draft.state, draft.candidate.scheme.code) == ("handed_in", "beta")
    assert anon.get(address).status_code == 404  # the invitation has served
    found = alumni_for_call(followed.cast.mallory, call, everybody=True)
    assert [line_of(one).state for one in found.rows] == ["applied"]


def test_on_her_page_she_sees_it_and_says_no(followed: Followed, call: str) -> None:
    address = send(followed, call)
    client = signed_in(followed.actor(Role.CANDIDATE))
    assert "You are invited to apply." in client.get(reverse("own-page")).content.decode()
    page = client.get(reverse("own-alumni")).content.decode()
    assert "Call of spring" in page
    row = Invitation.objects.unscoped("test").get()
    client.post(reverse("own-invitation-no", args=[row.number]))
    decline(followed.actor(Role.CANDIDATE), row.number)  # twice changes nothing
    row.refresh_from_db()
    assert row.declined_at is not None
    assert "Call of spring" not in client.get(reverse("own-alumni")).content.decode()
    assert "Begin my application" not in Client().get(address).content.decode()
    found = alumni_for_call(followed.cast.mallory, call, everybody=True)
    assert [line_of(one).state for one in found.rows] == ["declined"]


def test_signed_in_she_applies_as_to_every_call(followed: Followed, call: str) -> None:
    send(followed, call)
    client = signed_in(followed.actor(Role.CANDIDATE))
    client.post(reverse("open-call", args=[call]))
    assert Application.objects.unscoped("test").get().state == "draft"
    assert "You are invited to apply." not in client.get(reverse("own-page")).content.decode()


def test_taking_the_agreement_back_ends_every_invitation(followed: Followed, call: str) -> None:
    address = send(followed, call)
    take_back(followed.actor(Role.CANDIDATE))
    assert not Message.objects.filter(template="alumni_invited").exists()  # it had not gone out yet
    assert "Begin my application" not in Client().get(address).content.decode()
    assert "Call of spring" not in signed_in(followed.actor(Role.CANDIDATE)).get(
        reverse("own-alumni")
    ).content.decode()  # fmt: skip
    assert not alumni_for_call(followed.cast.mallory, call, everybody=True).rows.exists()
    number = pseudonym()
    assert invite(followed.cast.mallory, call, [number], on=today())["there"] == 1
    agree(followed.actor(Role.CANDIDATE), Agreement("I agree"))
    assert invite(followed.cast.mallory, call, [number], on=today())["invited"] == 1


def test_nobody_is_invited_twice_or_to_a_call_that_is_over(followed: Followed, call: str) -> None:
    send(followed, call)
    counts = invite(followed.cast.mallory, call, [pseudonym()], on=today())
    assert counts == {"invited": 0, "no_address": 0, "there": 1}
    close_call(followed.cast.mallory, call)
    with pytest.raises(Refused, match="not open"):
        invite(followed.cast.mallory, call, [pseudonym()], on=today())


def test_only_the_team_of_the_call_invites(followed: Followed, call: str) -> None:
    for role in (Role.CASEWORKER, Role.EMPLOYMENT_SERVICE, Role.SCHEME_MANAGER):
        client = signed_in(followed.actor(role))
        assert client.get(reverse("alumni-call", args=[call])).status_code == 404
        with pytest.raises((NotPermitted, Call.DoesNotExist)):
            invite(followed.actor(role), call, [pseudonym()], on=today())
    # Nor a service of the call's own scheme: it brings its people by name.
    service = make_actor(
        "other", Role.EMPLOYMENT_SERVICE, followed.cast.beta, organisation=followed.cast.service
    )
    page = signed_in(service).get(reverse("call-kept", args=[call]))
    assert page.status_code == 200
    assert reverse("alumni-call", args=[call]) not in page.content.decode()
    assert signed_in(service).get(reverse("alumni-call", args=[call])).status_code == 404
    with pytest.raises(NotPermitted):
        invite(service, call, [pseudonym()], on=today())
    assert not Invitation.objects.unscoped("test").exists()


def test_somebody_else_answers_no_invitation(followed: Followed, call: str) -> None:
    send(followed, call)
    row = Invitation.objects.unscoped("test").get()
    with pytest.raises(NotPermitted):
        decline(followed.cast.mallory, row.number)


def test_those_of_the_vacancies_occupations_come_first(followed: Followed, call: str) -> None:
    staff = followed.cast.mallory
    assert alumni_for_call(staff, call, everybody=False).rows.count() == 1  # no vacancy: everybody fits
    vacancy = make_vacancy(followed.cast.beta, followed.cast.employer, isco="7115")
    assert not alumni_for_call(staff, call, everybody=False).rows.exists()
    vacancy.isco = "9211"
    vacancy.save()
    assert alumni_for_call(staff, call, everybody=False).rows.count() == 1


def test_a_former_host_asks_back_only_to_its_own_vacancies() -> None:
    """Whoever agreed to be asked back where she worked agreed to no other call."""
    placed = make_placed()
    alpha, host = placed.hired.cast.alpha, placed.stay.host
    Person.objects.unscoped("test").update(email="amina@example.org")
    agree(placed.actor(Role.CANDIDATE), Agreement("I agree", purposes=frozenset({"seasons"})))
    placed.stay.ended_on, placed.stay.end_code = placed.stay.planned_from, "planned"
    placed.stay.save()
    Vacancy.objects.unscoped("test").update(closed_on=today())
    make_vacancy(alpha, placed.hired.cast.service)
    staff = placed.actor(Role.SCHEME_MANAGER)
    state(alpha, scheme_facts())
    facts = CallFacts(track="home", opens_on=today(), languages=["en"], texts={"en": {"title": "B"}}, fields=[])
    call = write_call(staff, "alpha", facts)
    publish_call(staff, call)

    def asked() -> tuple[int, int]:
        found = alumni_for_call(staff, call, Wanted(host=host.number), everybody=True)
        return found.rows.count(), invite(staff, call, [pseudonym()], on=today(), host=host.number)["invited"]

    assert asked() == (0, 0)
    make_vacancy(alpha, host)
    assert asked() == (1, 1)


def test_inviting_takes_the_same_queries_for_2_and_20(followed: Followed, call: str) -> None:
    def counted(first: int, last: int) -> int:
        rows = []
        for number in range(first, last):
            person = make_candidate(followed.cast.alpha, f"N{number}", email=f"n{number}@example.org").person
            rows.append(Alumna.objects.create(person=person, given_at=timezone.now()).number)
        with CaptureQueriesContext(connection) as queries:
            assert invite(followed.cast.mallory, call, rows, on=today())["invited"] == len(rows)
        return len(queries)

    assert counted(0, 2) == counted(2, 22)
