"""Runs that wait again and messages that go out, on both databases."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from people import Cast

from passerelle.actions.matching import carry_out as carrying
from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.queue.messages import TRIES, Letter, deliver, due_messages
from passerelle.actions.queue.runs import LEASE, RETURNS, give_back, next_run, release_lapsed, still_working
from passerelle.gateways import mail as gateway
from passerelle.records.candidates.models import Person
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import Scheme
from passerelle.records.selection.models import Run

pytestmark = pytest.mark.database


def make_run(scheme: Scheme, ordinal: int = 1, **facts: object) -> Run:
    return Run.objects.create(
        scheme=scheme,
        scheme_version=scheme.versions.get(),
        ordinal=ordinal,
        requested_at=timezone.now(),
        **facts,
    )


def stored(run: Run) -> Run:
    return Run.objects.unscoped("test").get(pk=run.pk)


def silent_since(run: Run, when: datetime) -> None:
    Run.objects.unscoped("test").filter(pk=run.pk).update(state="running", changed_at=when)


def at_once(*calls: Callable[[], object]) -> None:
    """Start all calls at the same moment, each on a connection of its own."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> None:
        gate.wait()
        try:
            call()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db
def test_the_run_that_waited_longest_is_next(cast: Cast) -> None:
    assert next_run() is None
    first, second = make_run(cast.alpha), make_run(cast.beta)
    assert next_run() == first.number
    Run.objects.unscoped("test").filter(pk=first.pk).update(state="running")
    assert next_run() == second.number


@pytest.mark.django_db(transaction=True)
def test_two_workers_carry_out_a_run_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    run, computed = make_run(cast.alpha), []
    monkeypatch.setattr(carrying, "_compute_and_save", computed.append)
    at_once(*[lambda: carry_out(run.number)] * 2)
    assert computed == [run.number]


@pytest.mark.django_db
def test_a_run_waits_again_only_after_its_lease(cast: Cast) -> None:
    now, run = timezone.now(), make_run(cast.alpha)
    silent_since(run, now - LEASE + timedelta(seconds=1))
    assert release_lapsed(now=now) == 0
    silent_since(run, now - LEASE - timedelta(seconds=1))
    still_working(run.number, now=now)
    assert release_lapsed(now=now) == 0
    silent_since(run, now - LEASE - timedelta(seconds=1))
    assert release_lapsed(now=now) == 1
    assert (stored(run).state, stored(run).version) == ("waiting", 2)


@pytest.mark.django_db
def test_a_run_that_kills_its_workers_is_not_tried_for_ever(cast: Cast) -> None:
    run = make_run(cast.alpha)
    for _ in range(RETURNS):
        silent_since(run, timezone.now())
        assert give_back(run.number, now=timezone.now())
        assert stored(run).state == "waiting"
    silent_since(run, timezone.now())
    give_back(run.number, now=timezone.now())
    assert stored(run).state == "failed"
    assert "several times" in stored(run).fault


@pytest.mark.django_db
def test_a_finished_run_is_not_given_back(cast: Cast) -> None:
    run = make_run(cast.alpha, state="cancelled")
    assert not give_back(run.number, now=timezone.now())
    assert stored(run).state == "cancelled"


def make_message(recipient: str, **facts: object) -> Message:
    return Message.objects.create(recipient=recipient, template="offered", created_at=timezone.now(), **facts)


def compose(template: str, facts: object, language: str, own: object = None) -> Letter:
    return Letter(f"{template} in {language}", "Read more on your page.")


@pytest.mark.django_db
def test_a_message_goes_to_the_persons_address_once(cast: Cast) -> None:
    Person.objects.unscoped("test").update(email="p@people.example")
    message = make_message(cast.candidate.person.number, language="fr")
    assert due_messages(now=timezone.now()) == [message.pk]
    assert deliver(message.pk, compose, now=timezone.now())
    assert not deliver(message.pk, compose, now=timezone.now())
    assert [(one.subject, one.to) for one in mail.outbox] == [("offered in fr", ["p@people.example"])]
    assert due_messages(now=timezone.now()) == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_a_message_once(cast: Cast) -> None:
    message = make_message("p@people.example")
    at_once(*[lambda: deliver(message.pk, compose, now=timezone.now())] * 2)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_failing_message_is_tried_five_times_ever_later_then_parked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object) -> int:
        raise OSError("no server")

    monkeypatch.setattr(gateway.EmailMessage, "send", refuse)
    message = make_message("p@people.example")
    now = message.created_at
    for tries in range(TRIES):
        assert due_messages(now=now + timedelta(minutes=tries**2)) == [message.pk]
        assert not deliver(message.pk, compose, now=now)
    assert due_messages(now=now + timedelta(days=1)) == []
    message.refresh_from_db()
    assert (message.tries, message.fault) == (TRIES, "MailFailed: no server")


@pytest.mark.django_db
def test_a_retry_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    message = make_message("p@people.example", tries=3)
    assert due_messages(now=message.created_at + timedelta(minutes=8)) == []


@pytest.mark.django_db
def test_a_person_without_an_address_cannot_be_told(cast: Cast) -> None:
    message = make_message(cast.candidate.person.number)
    assert not deliver(message.pk, compose, now=timezone.now())
    message.refresh_from_db()
    assert (message.tries, message.fault) == (TRIES, "no address")
