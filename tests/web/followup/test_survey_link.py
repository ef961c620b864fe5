"""The survey of reintegration by message: once, in her language, without an account; figures of a scheme."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wave_cast import Followed, another_followed, make_followed
from web.conftest import signed_in

from passerelle.actions.followups.answer import Said, write_down
from passerelle.actions.followups.survey_link import send_surveys
from passerelle.actions.queue.compose import compose
from passerelle.actions.steps.papers.links import token_from, use_link
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.followups.instrument import CURRENT
from passerelle.domain.kernel.problems import Refused
from passerelle.records.candidates.models import Person
from passerelle.records.followups.models import Contact, Survey, Wave
from passerelle.records.outbox.models import Message
from passerelle.records.signing.models import SignedLink

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SAID = {"ec_work": "yes", "ps_safety": "not_said"}


@pytest.fixture
def followed() -> Followed:
    return make_followed()


@pytest.fixture
def link(followed: Followed) -> str:
    """The address in her letter, sent from the page of a wave."""
    client = signed_in(followed.actor(Role.CASEWORKER))
    client.post(reverse("wave-survey", args=[followed.wave().number]), {"send": "1"})
    return reverse("link", args=[token_from(SignedLink.objects.get(purpose="survey").seed)])


def test_she_answers_from_her_link_once_in_her_language(followed: Followed, link: str) -> None:
    row = Message.objects.get(template="survey_asked")
    assert (row.recipient, row.language) == (followed.journey.candidate.person.number, "fr")
    assert "thirty short questions" in compose(row.template, row.facts, "en").body
    page = Client().get(link).content.decode()
    assert 'lang="fr"' in page
    assert all(f'name="{one.code}"' in page for one in CURRENT.questions)
    posted = {**SAID, "key": "abcdef123456"}
    assert Client().post(link, posted).status_code == 200
    assert Client().post(link, posted).status_code == 200  # a double click
    kept = Survey.objects.unscoped("test").get()
    assert (kept.answers, kept.channel, kept.taken_by, kept.journey) == (SAID, "link", None, followed.journey)
    assert Client().get(link).status_code == 404
    assert Client().post(link, {**SAID, "key": "another00000"}).status_code == 404


def test_two_answers_at_once_keep_one(link: str) -> None:
    """Both requests read the link before either has used it: the second is turned away whole."""
    row = SignedLink.objects.get(purpose="survey")
    use_link(row, at=timezone.now())
    late = SignedLink.objects.get(pk=row.pk)
    late.used_at = None
    with pytest.raises(Refused, match="already used"):
        use_link(late, at=timezone.now())


def test_what_she_typed_stays_when_nothing_is_kept(link: str) -> None:
    answer = Client().post(link, {"ec_work": "yes", "ps_safety": "very_good"})
    assert answer.status_code == 422
    assert '<option value="yes" selected>' in answer.content.decode()
    assert Client().post(link, {"ec_work": ""}).status_code == 422
    assert not Survey.objects.unscoped("test").exists()


def test_a_new_link_replaces_the_one_before_and_the_wave_leaves_it_open(followed: Followed, link: str) -> None:
    Wave.objects.unscoped("test").filter(months=3).update(due_on=timezone.localdate())
    wave = followed.wave()
    write_down(
        followed.actor(Role.CASEWORKER), wave.number, Said({"working": "looking"}), how="telephone",
        version=wave.version,
    )  # fmt: skip
    assert Client().get(link).status_code == 200
    send_surveys(followed.actor(Role.CASEWORKER), [followed.wave().number])
    assert Client().get(link).status_code == 404


def test_whoever_wants_no_question_gets_none(followed: Followed) -> None:
    wave, staff = followed.wave(), followed.actor(Role.CASEWORKER)
    write_down(staff, wave.number, Said(refuses="no_more"), how="telephone", version=wave.version)
    assert send_surveys(staff, [wave.number]) == {"sent": 0, "no_address": 0, "refused": 1}
    other = another_followed(followed, phone="", email="")
    Person.objects.unscoped("test").filter(pk=other.journey.candidate.person_id).update(phone="", email="")
    Contact.objects.unscoped("test").update(phone="", email="")
    assert send_surveys(staff, [other.wave().number])["no_address"] == 1
    assert not Message.objects.filter(template="survey_asked").exists()


def test_only_who_writes_follow_up_there_sends_it(followed: Followed) -> None:
    number = followed.wave().number
    for actor in (followed.cast.mallory, followed.actor(Role.FUNDER), followed.actor(Role.EMPLOYER)):
        with pytest.raises(NotPermitted):
            send_surveys(actor, [number])
    with pytest.raises(Refused, match="No row"):
        send_surveys(followed.actor(Role.CASEWORKER), [])


def test_sending_takes_the_same_queries_for_3_and_30(followed: Followed) -> None:
    def counted(first: int, last: int) -> int:
        numbers = [another_followed(followed, f"N{number}").wave().number for number in range(first, last)]
        with CaptureQueriesContext(connection) as queries:
            assert send_surveys(followed.actor(Role.CASEWORKER), numbers)["sent"] == len(numbers)
        return len(queries)

    assert counted(0, 3) == counted(3, 33)


def answered(followed: Followed, people: int) -> None:
    now = timezone.now()
    for number in range(people):
        journey = another_followed(followed, f"S{number}").journey
        for said in ("no", "yes"):  # the newest counts, once
            Survey.objects.create(
                journey=journey, instrument=CURRENT.code, instrument_version=CURRENT.version,
                given_on=timezone.localdate(), channel="link", answers={"ec_work": said}, recorded_at=now,
            )  # fmt: skip


def test_figures_over_many_people_and_small_ones_kept_back(followed: Followed) -> None:
    answered(followed, 4)
    page, funder = reverse("survey-counts"), signed_in(followed.actor(Role.FUNDER))
    told = signed_in(followed.actor(Role.CASEWORKER)).get(page).content.decode()
    assert "People with an answer sheet: 4" in told
    kept_back = funder.get(page).content.decode()
    assert "People with an answer sheet: not told" in kept_back
    answered(followed, 8)
    with CaptureQueriesContext(connection) as few:
        assert "People with an answer sheet: 12" in funder.get(page).content.decode()
    answered(followed, 20)
    with CaptureQueriesContext(connection) as many:
        funder.get(page)
    assert len(few) == len(many)
    assert "Composite unknown" in funder.get(page).content.decode()
    assert signed_in(followed.cast.mallory).get(page, {"scheme": "alpha"}).status_code == 404
    assert signed_in(followed.actor(Role.EMPLOYER)).get(page).status_code == 404
