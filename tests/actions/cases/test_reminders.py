"""People are reminded of their own steps by the way they prefer: in time, again each week, never more than thrice."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from case_cast import Cases
from django.conf import LazySettings
from django.urls import reverse
from django.utils import timezone
from web.conftest import signed_in

from passerelle.actions.cases.remind import remind, remind_due_steps
from passerelle.actions.queue.compose import compose
from passerelle.actions.queue.messages import deliver
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.kernel.problems import Refused
from passerelle.records.candidates.models import Person
from passerelle.records.journeys.models import Journey, Reminder
from passerelle.records.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _noon(days: int = 0) -> datetime:
    return timezone.localtime().replace(hour=12, minute=0) + timedelta(days=days)


@pytest.fixture
def waiting(cases: Cases) -> Cases:
    """Three offers wait for an answer, due in two days; one person has no address."""
    due = timezone.localdate() + timedelta(days=2)
    Journey.objects.unscoped("test").update(stage="offered", due_on=due)
    people = [one.person for one in cases.people]
    Person.objects.unscoped("test").filter(pk=people[0].pk).update(email="a@people.example")
    Person.objects.unscoped("test").filter(pk=people[1].pk).update(phone="+212600000000", channel="whatsapp")
    return cases


def test_each_is_reminded_once_a_week_and_three_times_in_all(waiting: Cases) -> None:
    assert [remind_due_steps(now=_noon(days)) for days in (0, 1, 8, 16, 24)] == [2, 0, 2, 2, 0]
    assert set(Reminder.objects.values_list("channel", flat=True)) == {"email", "whatsapp"}
    assert Message.objects.filter(template="step_due").count() == 6


def test_nobody_is_reminded_at_night_or_of_somebody_elses_step(waiting: Cases) -> None:
    assert remind_due_steps(now=_noon().replace(hour=3)) == 0
    Journey.objects.unscoped("test").update(stage="tested")
    assert remind_due_steps(now=_noon()) == 0
    with pytest.raises(Refused) as refused:
        remind(waiting.caseworker, waiting.versions())
    assert refused.value.problems[0].code == "nobody_to_remind"


def test_the_message_goes_by_the_persons_way(
    waiting: Cases, settings: LazySettings, tmp_path: Path, mailoutbox: list[object]
) -> None:
    settings.WHATSAPP_FILE_PATH = tmp_path
    assert remind(waiting.caseworker, waiting.versions(), key="r") == 2
    assert remind(waiting.caseworker, waiting.versions(), key="r") == 2
    for message in Message.objects.filter(template="step_due"):
        assert deliver(message.pk, compose, now=timezone.now())
    assert len(mailoutbox) == 1
    assert len(list(tmp_path.iterdir())) == 1
    assert set(Message.objects.filter(template="step_due").values_list("channel", flat=True)) == {
        "email",
        "whatsapp",
    }
    with pytest.raises(NotPermitted):
        remind(waiting.cast.mallory, waiting.versions())


def test_the_page_of_a_case_reminds_and_shows_when(waiting: Cases) -> None:
    journey, client = waiting.journeys()[0], signed_in(waiting.caseworker)
    assert "none yet" in client.get(reverse("case", args=[journey.number])).content.decode()
    done = client.post(reverse("case-remind", args=[journey.number]), follow=True).content.decode()
    assert "The person is reminded." in done
    assert "none yet" not in done
    third = waiting.journeys()[2]
    done = client.post(reverse("case-remind", args=[third.number]), follow=True).content.decode()
    assert "There is nobody to remind." in done
