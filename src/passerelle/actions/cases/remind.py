"""Remind people of a step of theirs that is due: asked for by staff, for one or for many, or due by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from passerelle.actions.cases.chosen import looked_at
from passerelle.actions.cases.reminders import Prepared, prepare
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.journey.channels import is_quiet
from passerelle.domain.journey.reminding import PAUSED
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.journeys.models import Journey, Reminder

# Three days before the term, then after each pause, three times in all; afterwards a person calls. Our choices.
AHEAD, LEAST_PAUSE, MOST = timedelta(days=3), timedelta(days=1), 3
AT_ONCE = 500
BATCH = 2_000
WHY = "reminders go to everybody whose step is due"


def preview_reminders(actor: Actor, versions: dict[str, int | None], *, now: datetime) -> list[Prepared]:
    """What ``remind`` would do for each of these cases; nothing is written."""
    return prepare(looked_at(actor, versions, Permission.JOURNEY_MOVE), now=now)


def as_seen(found: Sequence[Prepared]) -> str:
    """A digest of whom a preview would remind; a confirmation holds for them alone."""
    return digest([one.journey.number for one in found if one.will])


def remind(actor: Actor, versions: dict[str, int | None], *, seen: str = "", key: str | None = None) -> int:
    """Remind the people of these cases whose step it is and whose pause is over; how many were told.

    ``seen``: ``as_seen`` of the preview that somebody confirmed; refused with ``stale`` where it would be
    others now, ``nobody_to_remind`` when it is nobody, or ``reminded_lately`` when all were of late.
    """
    with writing(actor, "case.remind", purpose=Purpose.JOURNEY, key=key, content=sorted(versions)) as note:
        if note.replayed:
            return int(str(note.answer))
        now = timezone.now()
        found = prepare(_locked(looked_at(actor, versions, Permission.JOURNEY_MOVE)), now=now)
        will = [one for one in found if one.will]
        if seen and seen != as_seen(found) and will:
            message = Text("The list has changed since you looked at it.")
            raise Refused([Problem("stale", message, Text("Look at it again below, then confirm."))])
        if not will:
            raise Refused([_nobody(found)])
        _tell(note, will, by=actor, at=now)
        note.details = {"cases": len(will), "held_back": len(found) - len(will)}
        note.answer = len(will)
        return len(will)


def remind_due_steps(*, now: datetime) -> int:
    """Remind by itself once for each term and again after each pause, never at night; how many were told."""
    local = timezone.localtime(now)
    if is_quiet(local.time()):
        return 0
    open_ = Journey.objects.unscoped(WHY).filter(ended_on__isnull=True, due_on__lte=local.date() + AHEAD)
    counted = open_.annotate(times=Count("reminders"), last=Max("reminders__at")).filter(times__lt=MOST)
    waiting = counted.filter(Q(last__isnull=True) | Q(last__lte=now - LEAST_PAUSE)).order_by("due_on", "pk")
    due = list(waiting.select_related("candidate__person", "candidate__scheme"))
    will = [one for one in prepare(due, now=now) if one.will][:AT_ONCE]
    if not will:
        return 0
    with writing(SYSTEM, "case.remind", purpose=Purpose.JOURNEY) as note:
        _tell(note, will, by=SYSTEM, at=now)
        return len(will)


def _locked(journeys: list[Journey]) -> list[Journey]:
    """Hold the rows, so that two who remind at once do not both find the pause over."""
    numbers = [one.pk for one in journeys]
    rows = Journey.objects.unscoped(WHY).select_for_update().filter(pk__in=numbers)
    list(rows.order_by("pk").values_list("pk"))
    return journeys


def _nobody(found: Sequence[Prepared]) -> Problem:
    paused = [one for one in found if one.verdict == PAUSED]
    if paused and len(paused) == len(found):
        message = Text("Everybody chosen was reminded a short while ago.")
        hint = Text("Between two reminders the scheme waits %(days)s days.", {"days": paused[0].pause_days})
        return Problem("reminded_lately", message, hint)
    hint = Text("Check whose step it is, and whether an address is known.")
    return Problem("nobody_to_remind", Text("There is nobody to remind."), hint)


def _tell(note: Writing, prepared: Sequence[Prepared], *, by: Actor, at: datetime) -> None:
    for one in prepared:
        candidate = one.journey.candidate
        number, scheme = candidate.person.number, candidate.scheme.code
        note.tell(number, one.template, one.facts, language=one.language, scheme=scheme)
        note.about(one.journey.number, candidate.number, number)
    schemes = {one.journey.candidate.scheme.code for one in prepared}
    note.scheme_code = schemes.pop() if len(schemes) == 1 else ""
    Reminder.objects.bulk_create(
        (
            Reminder(
                journey=one.journey,
                due_on=one.journey.due_on,
                ordinal=one.ordinal + 1,
                channel=one.channel,
                at=at,
                by_id=by.id,
            )
            for one in prepared
        ),
        batch_size=BATCH,
    )
