"""The worker: the schedule in turn, an orderly end, letters in the recipient's language."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError
from django.utils import timezone
from people import make_scheme

from passerelle.actions.queue.compose import compose
from passerelle.domain.letters.registry import LETTERS
from passerelle.jobs import schedule
from passerelle.jobs import worker as worker_module
from passerelle.jobs.running import Stopped, under_way
from passerelle.jobs.schedule import JOBS, Job
from passerelle.jobs.worker import Worker
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Run

FACTS = {"scheme": "PALIM", "referral": "F-1", "vacancy": "V-1", "title": "Developer"}


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's transaction must outlive the worker's turn."""
    monkeypatch.setattr(worker_module, "close_old_connections", lambda: None)


@pytest.fixture
def run(db: None) -> Run:
    scheme = make_scheme("alpha")
    return Run.objects.create(
        scheme=scheme, scheme_version=scheme.versions.get(), ordinal=1, requested_at=timezone.now()
    )


def state_of(run: Run) -> str:
    return Run.objects.unscoped("test").get(pk=run.pk).state


def job(*answers: bool, name: str = "job") -> tuple[Job, list[datetime]]:
    left, calls = list(answers), []

    def call(now: datetime) -> bool:
        calls.append(now)
        return left.pop(0) if left else False

    return Job(name, timedelta(minutes=5), call), calls


def test_a_job_with_work_is_asked_again_at_once_and_an_idle_one_later() -> None:
    busy, calls = job(True, True, False)
    worker = Worker([busy])
    assert [worker.turn() for _ in range(4)] == [True, True, False, False]
    assert len(calls) == 3


def test_once_ends_when_nothing_is_left() -> None:
    busy, calls = job(True)
    idle, others = job()
    Worker([busy, idle]).work(once=True)
    assert (len(calls), len(others)) == (2, 2)


@pytest.mark.parametrize("fault", [OperationalError("gone"), IntegrityError("a row breaks a rule")])
def test_a_database_that_does_not_take_one_job_stops_no_other(
    fault: DatabaseError, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(now: datetime) -> bool:
        raise fault

    after, calls = job()
    worker = Worker([Job("broken", timedelta(0), fail), after])
    assert not worker.turn()
    assert calls
    assert "did not take it (broken)" in caplog.text


@pytest.mark.database
def test_told_to_stop_in_the_middle_the_run_waits_again(run: Run) -> None:
    def interrupted(now: datetime) -> bool:
        with under_way(run.number):
            Run.objects.unscoped("test").filter(pk=run.pk).update(state="running")
            worker._stop(15, None)
        return True

    worker = Worker([Job("runs", timedelta(0), interrupted)])
    worker.work()
    assert state_of(run) == "waiting"
    assert worker.stopping.is_set()


def test_told_to_stop_between_jobs_it_just_ends() -> None:
    idle, calls = job()
    worker = Worker([idle])
    worker._stop(15, None)
    worker.work()
    assert calls == []


def test_stopping_is_no_ordinary_error() -> None:
    assert not issubclass(Stopped, Exception)


@pytest.mark.database
@pytest.mark.django_db
def test_the_schedule_finds_nothing_to_do_in_an_empty_database() -> None:
    assert not any(one.call(timezone.now()) for one in JOBS)


@pytest.mark.database
def test_the_schedule_carries_out_runs_and_sends_messages(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(schedule, "carry_out", done.append)
    assert schedule.waiting_run(timezone.now())
    assert done == [run.number]
    Message.objects.create(
        recipient="p@people.example", template="offered", facts=FACTS, created_at=timezone.now()
    )
    assert schedule.waiting_messages(timezone.now())


@pytest.mark.parametrize("template", sorted(LETTERS))
def test_a_letter_names_the_scheme_and_nothing_personal(template: str) -> None:
    asked = re.findall(r"%\((\w+)\)", " ".join(one.template for one in LETTERS[template]))
    letter = compose(template, {**dict.fromkeys(asked, "7"), **FACTS}, "en")
    assert ("PALIM" in letter.body) is ("scheme" in asked)
    assert not any(FACTS[name] in letter.subject + letter.body for name in ("referral", "vacancy", "title"))


def test_a_template_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        compose("nonsense", FACTS, "en")
