"""Many are reminded at once: seen before it is sent, each once, those reminded of late held back by name."""

import re
from datetime import timedelta

import pytest
from case_cast import Cases, make_cases
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from web.conftest import signed_in

from passerelle.actions.cases.remind import remind
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Person
from passerelle.records.interviews.models import Interview, Panelist, Round
from passerelle.records.journeys.models import Journey, Reminder
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import SchemeVersion

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def offers(people: int) -> Cases:
    """So many offers wait for an answer, overdue; everybody can be written to."""
    cases = make_cases(people)
    due = timezone.localdate() - timedelta(days=1)
    Journey.objects.unscoped("test").update(stage="offered", since=due - timedelta(days=9), due_on=due)
    for place, one in enumerate(cases.people):
        one.person.email, one.person.language = f"p{place}@people.example", ("fr" if place % 2 else "ar")
        one.person.save()
    return cases


@pytest.fixture
def cases(db: None) -> Cases:
    return offers(4)


def overdue(cases: Cases, **form: str) -> tuple[int, str]:
    """The page of everybody overdue; with ``form``, sent."""
    client, address = signed_in(cases.caseworker), reverse("cases-remind") + "?all=1&due=overdue"
    answer = client.post(address, form, follow=True) if form else client.get(address)
    return answer.status_code, answer.content.decode()


def test_each_persons_message_way_and_language_are_seen_before(cases: Cases) -> None:
    Person.objects.unscoped("test").filter(pk=cases.people[1].person_id).update(
        email="", phone="+212600000001", channel="sms"
    )
    status, text = overdue(cases)
    assert status == 200
    assert "4 will be reminded, 0 held back" in text
    for shown in ("Français", "العربية", "e-mail", "SMS", "none yet", "Quelque chose vous attend"):
        assert shown in text
    assert not Message.objects.exists()
    assert not Reminder.objects.exists()


def test_one_action_one_message_for_each_and_a_repeat_sends_nothing(cases: Cases) -> None:
    key = {"key": "abcdefgh1"}
    assert "4 people were reminded." in overdue(cases, **key)[1]
    assert Message.objects.filter(template="step_due").count() == 4
    assert Message.objects.values("recipient").distinct().count() == 4
    assert Reminder.objects.count() == 4
    event = Event.objects.get(action="case.remind")
    for journey in cases.journeys():
        assert event.subject_rows.filter(number=journey.number).exists()
    status, text = overdue(cases, key="abcdefgh2")
    assert status == 422
    assert "Everybody chosen was reminded a short while ago." in text
    assert Message.objects.count() == 4


def test_the_same_request_twice_is_answered_once(cases: Cases) -> None:
    assert [remind(cases.caseworker, cases.versions(), key="same") for _ in range(2)] == [4, 4]
    assert Message.objects.count() == 4


def test_those_reminded_within_the_schemes_pause_are_held_back_and_named(cases: Cases) -> None:
    first = cases.journeys()[0]
    remind(cases.caseworker, {first.number: None})
    Reminder.objects.update(at=timezone.now() - timedelta(days=8))
    assert "4 will be reminded, 0 held back" in overdue(cases)[1]
    for version in SchemeVersion.objects.all():
        version.facts["reminder_pause_days"] = 10
        version.save()
    _status, text = overdue(cases)
    assert "3 will be reminded, 1 held back" in text
    assert "reminded a short while ago" in text
    sent = overdue(cases, key="abcdefgh1")[1]
    assert "3 people were reminded." in sent
    assert "Held back: ALAOUI" in sent


def test_a_double_click_is_answered_like_the_first(cases: Cases) -> None:
    remind(cases.caseworker, {cases.journeys()[0].number: None})
    seen = re.search(r'name="seen" value="(\w+)"', overdue(cases)[1])
    assert seen is not None
    for _click in range(2):
        status, text = overdue(cases, key="abcdefgh1", seen=seen[1])
        assert status == 200
        assert "3 people were reminded." in text
    assert Message.objects.count() == 4


def test_a_list_that_changed_since_it_was_seen_is_shown_again(cases: Cases) -> None:
    status, text = overdue(cases, key="abcdefgh1", seen="0" * 64)
    assert status == 422
    assert "The list has changed since you looked at it." in text
    assert not Message.objects.exists()


def test_somebody_elses_step_and_people_without_an_address_are_named(cases: Cases) -> None:
    one, two, *_ = cases.journeys()
    Journey.objects.unscoped("test").filter(pk=one.pk).update(stage="tested")
    Person.objects.unscoped("test").filter(pk=two.candidate.person_id).update(email="")
    _status, text = overdue(cases)
    assert "2 will be reminded, 2 held back" in text
    assert "the step is somebody else&#x27;s" in text
    assert "no address is known" in text


def test_ticked_cases_are_reminded_and_strangers_find_none(cases: Cases) -> None:
    chosen = {"row": [f"{one.number}:{one.version}" for one in cases.journeys()[:2]]}
    client = signed_in(cases.caseworker)
    assert "2 will be reminded" in client.get(reverse("cases-remind"), chosen).content.decode()
    done = client.post(reverse("cases-remind"), {**chosen, "key": "abcdefgh1"}, follow=True)
    assert "2 people were reminded." in done.content.decode()
    assert "No case is chosen" in client.get(reverse("cases-remind")).content.decode()
    stranger = signed_in(cases.cast.mallory).get(reverse("cases-remind"), chosen)
    assert "No case is chosen" in stranger.content.decode()
    with pytest.raises(Refused) as refused:
        remind(cases.caseworker, dict.fromkeys([one.number for one in cases.journeys()[:2]]))
    assert refused.value.problems[0].code == "reminded_lately"


def test_the_caseload_offers_it_for_all_overdue_of_the_list(cases: Cases) -> None:
    text = signed_in(cases.caseworker).get(reverse("caseload"), {"owner": "mine"}).content.decode()
    assert "owner=mine&amp;all=1&amp;due=overdue" in text


def test_queries_are_the_same_for_3_and_for_30(db: None) -> None:
    seen = []
    for people in (3, 30):
        with transaction.atomic():
            made = offers(people)
            versions = made.versions()
            with CaptureQueriesContext(connection) as sending:
                remind(made.caseworker, versions, key="k")
            sent = len(sending)  # a request empties the log
            client = signed_in(made.caseworker)
            client.get(reverse("cases-remind") + "?all=1")
            with CaptureQueriesContext(connection) as showing:
                client.get(reverse("cases-remind") + "?all=1")
            seen.append((sent, len(showing)))
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


def test_a_blind_panelist_reminds_whom_the_look_showed_and_reads_no_name(cases: Cases) -> None:
    one = cases.people[0]
    Person.objects.unscoped("test").filter(pk=one.person_id).update(family_name="Qandil")
    held = Round.objects.create(scheme=one.scheme, title="Blind", blind=True, vacancy=cases.cast.vacancy)
    Panelist.objects.create(round=held, user_id=cases.caseworker.id)
    Interview.objects.create(round=held, candidate=one, number="N-1")
    _, text = overdue(cases)
    assert "QANDIL" not in text.upper()
    assert "4 will be reminded, 0 held back" in text
    seen = re.search(r'name="seen" value="(\w+)"', text)
    assert seen is not None
    status, text = overdue(cases, key="abcdefgh1", seen=seen[1])
    assert (status, "4 people were reminded." in text) == (200, True)
