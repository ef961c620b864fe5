"""What the worker does, how often: the schedule as data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from passerelle.actions.cases.absences import turn_absences
from passerelle.actions.cases.remind import remind_due_steps
from passerelle.actions.employers.staleness import age_vacancies, anything_due
from passerelle.actions.followups.send import remind_silent, send_due, settle_silent
from passerelle.actions.grievances.pass_on import pass_on
from passerelle.actions.grievances.receive import TextIn, receive_texts
from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.queue.compose import compose
from passerelle.actions.queue.messages import deliver, due_messages
from passerelle.actions.queue.runs import next_run, release_lapsed
from passerelle.actions.quotas.waiting import lapse_claims
from passerelle.actions.retention.expire import expire, preview_expiry
from passerelle.actions.retention.sweep import sweep_files
from passerelle.actions.signing.remind import remind_due
from passerelle.domain.access.actor import SYSTEM
from passerelle.gateways.sms import came_at, texts_in
from passerelle.jobs.running import under_way


@dataclass(frozen=True, slots=True)
class Job:
    """A name for the log, how long to wait between two times, and what to do; true when there was work."""

    name: str
    every: timedelta
    call: Callable[[datetime], bool]


def lapsed_runs(now: datetime) -> bool:
    """Runs whose worker died wait again."""
    return release_lapsed(now=now) > 0


def waiting_run(now: datetime) -> bool:
    """Carry out the run that has waited longest."""
    number = next_run()
    if number is None:
        return False
    with under_way(number):
        carry_out(number)
    return True


def waiting_messages(now: datetime) -> bool:
    """Send what is due."""
    sent = [deliver(message, compose, now=timezone.now()) for message in due_messages(now=now)]
    return any(sent)


def missing_signatures(now: datetime) -> bool:
    """Remind those whose signature is missing."""
    return remind_due(now=now) > 0


def unconfirmed_vacancies(now: datetime) -> bool:
    """Ask about vacancies that nobody confirmed, and close those whose notice has passed."""
    return anything_due(now=now) and age_vacancies(now=now) > 0


def lapsed_claims(now: datetime) -> bool:
    """Places kept for people who moved up go on when their term passes."""
    return lapse_claims(now=now) > 0


def due_steps(now: datetime) -> bool:
    """Remind people of their own steps that are due."""
    return remind_due_steps(now=now) > 0


def absences(now: datetime) -> bool:
    """Cases lent for an absence go to the stand-in on its first day, and come back after its last."""
    return turn_absences(now=now) > 0


def texts_of_workers(now: datetime) -> bool:
    """Keep the text messages that came in; a file goes once its message is kept."""
    found = list(texts_in(settings.SMS_IN_PATH))
    for path, phone, body in found:
        receive_texts(SYSTEM, [TextIn(phone, body, came_at(path))])
        path.unlink(missing_ok=True)
    return bool(found)


def grievances_without_a_hearer(now: datetime) -> bool:
    """A grievance goes on to others once whoever hears it has a tie, or somebody is free at last."""
    return pass_on(SYSTEM, now=now) > 0


def due_waves(now: datetime) -> bool:
    """Ask people how they are when their wave is due, remind them, and say unknown after a while."""
    return bool(send_due(now=now) + remind_silent(now=now) + settle_silent(now=now))


def what_has_run_out(now: datetime) -> bool:
    """Blank what may no longer be kept, remove its files; an event counts them. Idle when nothing is due."""
    due = preview_expiry(SYSTEM, on=timezone.localdate(now)).rows
    if due:
        expire(SYSTEM, on=timezone.localdate(now))
    return sweep_files(now=now) > 0 or bool(due)


JOBS = (
    Job("text messages of workers", timedelta(minutes=1), texts_of_workers),
    Job("grievances without a hearer", timedelta(minutes=10), grievances_without_a_hearer),
    Job("vacancies nobody confirmed", timedelta(hours=6), unconfirmed_vacancies),
    Job("places kept in quotas", timedelta(hours=1), lapsed_claims),
    Job("waves of follow-up", timedelta(minutes=30), due_waves),
    Job("what has run out", timedelta(days=1), what_has_run_out),
    Job("absences", timedelta(minutes=30), absences),
    Job("reminders of steps", timedelta(minutes=30), due_steps),
    Job("reminders to sign", timedelta(hours=1), missing_signatures),
    Job("runs whose worker died", timedelta(seconds=30), lapsed_runs),
    Job("messages", timedelta(seconds=5), waiting_messages),
    Job("runs", timedelta(seconds=1), waiting_run),
)
