"""Remind people of a step of theirs that is due: asked for by staff, or due by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from passerelle.actions.cases.chosen import chosen
from passerelle.actions.steps.tables import tables_for
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.journey.channels import channel_for, is_quiet
from passerelle.domain.journey.next_step import next_step
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.journeys.models import Journey, Reminder

# Three days before the term, then each week, three times in all; afterwards a person calls. Our choices.
AHEAD, EVERY, MOST = timedelta(days=3), timedelta(days=7), 3
AT_ONCE = 500
WHY = "reminders go to everybody whose step is due"


def remind(actor: Actor, versions: dict[str, int | None], *, key: str | None = None) -> int:
    """Remind the people of these cases whose step it is; how many were told.

    Refused with ``nobody_to_remind`` when the step is somebody else's, or no way to the person is known.
    """
    with writing(actor, "case.remind", purpose=Purpose.JOURNEY, key=key, content=sorted(versions)) as note:
        if note.replayed:
            return int(str(note.answer))
        told = _told(note, chosen(actor, versions, Permission.JOURNEY_MOVE), by=actor, at=timezone.now())
        if not told:
            hint = Text("Check whose step it is, and whether an address is known.")
            raise Refused([Problem("nobody_to_remind", Text("There is nobody to remind."), hint)])
        note.answer = told
        return told


def remind_due_steps(*, now: datetime) -> int:
    """Remind by itself once for each term and again as configured, never at night; how many were told."""
    local = timezone.localtime(now)
    if is_quiet(local.time()):
        return 0
    open_ = Journey.objects.unscoped(WHY).filter(ended_on__isnull=True, due_on__lte=local.date() + AHEAD)
    counted = open_.annotate(times=Count("reminders"), last=Max("reminders__at")).filter(times__lt=MOST)
    waiting = counted.filter(Q(last__isnull=True) | Q(last__lte=now - EVERY)).order_by("due_on", "pk")
    due = list(waiting.select_related("candidate__person", "candidate__scheme"))
    if not _mine(due)[:1]:
        return 0
    with writing(SYSTEM, "case.remind", purpose=Purpose.JOURNEY) as note:
        return _told(note, due, by=SYSTEM, at=now)


def _mine(journeys: Sequence[Journey]) -> list[Journey]:
    """Those whose next step is the person's own and who can be reached."""
    tables = tables_for(journeys)
    found = []
    for one in journeys:
        track = tables.get((one.scheme_version_id, one.track))
        row = next_step(track, one.stage) if track and one.ended_on is None else None
        if row and Role.CANDIDATE in row.who and _way(one):
            found.append(one)
    return found[:AT_ONCE]


def _way(journey: Journey) -> tuple[str, str] | None:
    person = journey.candidate.person
    return channel_for(person.channel, email=person.email, phone=person.phone)


def _told(note: Writing, journeys: Sequence[Journey], *, by: Actor, at: datetime) -> int:
    mine = _mine(journeys)
    former = Reminder.objects.filter(journey__in=mine).values_list("journey").annotate(last=Max("ordinal"))
    ordinals = dict(former)
    for one in mine:
        person = one.candidate.person
        due = one.due_on.isoformat() if one.due_on else "–"
        facts: dict[str, object] = {"scheme": one.candidate.scheme.name, "due": due}
        note.tell(person.number, "step_due", facts, language=person.language)
        note.about(one.number, one.candidate.number, person.number)
    Reminder.objects.bulk_create(
        Reminder(
            journey=one,
            due_on=one.due_on,
            ordinal=ordinals.get(one.pk, 0) + 1,
            channel=(_way(one) or ("", ""))[0],
            at=at,
            by_id=by.id,
        )
        for one in mine
    )
    return len(mine)
