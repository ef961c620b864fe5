"""Meetings with helpers and knowledge that is passed on are written down."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.steps.places.own_stay import is_own, own_stay, staffs, stay_for
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.circle import AUDIENCES, MEETINGS
from passerelle.records.mentoring.models import Helper, Meeting, Transfer


@dataclass(frozen=True, slots=True)
class Session:
    """One session in which knowledge was passed on; ``reached`` people, ``None`` when not known."""

    topic: str
    on: date
    audience: str
    reached: int | None = None
    evidence: str = ""


def add_meeting(  # noqa: PLR0913  # with whom, when, how, what, once
    actor: Actor, number: str, *, on: date, kind: str, text: str = "", today: date, key: str | None = None
) -> Meeting:
    """Write a meeting down: the mentor of it, the scheme's staff or the person; the person reads it.

    Refused: ``unknown_kind``, ``in_the_future`` or ``outside_the_help``.
    """
    content = [number, on.isoformat(), kind, text]
    with writing(actor, "helper.meeting", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return Meeting.objects.get(pk=int(str(note.answer)))
        row = _helper(actor, number)
        _must_be_a_day(on, today)
        if kind not in MEETINGS:
            raise Refused([Problem("unknown_kind", Text("Choose how you met."), column="kind")])
        if on < row.since or (row.until is not None and on > row.until):
            message = Text("On that day this helper was not named.")
            raise Refused([Problem("outside_the_help", message, Text("Correct the day."), column="on")])
        made = Meeting.objects.create(
            helper=row,
            on=on,
            kind=kind,
            note=text.strip()[:1_000],
            entered_by_id=actor.id,
            entered_at=timezone.now(),
        )
        candidate = row.stay.journey.candidate
        note.answer, note.scheme_code = made.pk, candidate.scheme.code
        note.about(row.number, candidate.person.number)
    return made


def add_transfer(
    actor: Actor, stay_number: str, session: Session, *, today: date, key: str | None = None
) -> Transfer:
    """Write down a session of knowledge passed on: by the person herself or the scheme's staff.

    Refused: ``topic_missing``, ``unknown_audience``, ``in_the_future``, ``before_the_stay`` or ``said_twice``.
    """
    content = [stay_number, str(session)]
    with writing(actor, "stay.transfer", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return Transfer.objects.visible_to(actor).get(number=str(note.answer))
        own = actor.granting(Permission.OWN_ACT) and not actor.granting(Permission.STAY_WRITE)
        stay = own_stay(actor, stay_number) if own else stay_for(actor, stay_number)
        _must_be_a_day(session.on, today)
        _must_make_sense(session)
        if stay.arrived_on is not None and session.on < stay.arrived_on:
            message = Text("That day is before the stay.")
            raise Refused([Problem("before_the_stay", message, Text("Correct the day."), column="on")])
        try:
            with transaction.atomic():
                row = Transfer.objects.create(
                    stay=stay,
                    topic=session.topic.strip()[:200],
                    on=session.on,
                    audience=session.audience,
                    reached=session.reached,
                    evidence=session.evidence.strip()[:300],
                    entered_by_id=actor.id,
                )
        except IntegrityError:
            message = Text("This session stands here already.")
            raise Refused([Problem("said_twice", message, column="topic")]) from None
        candidate = stay.journey.candidate
        note.answer, note.scheme_code = row.number, candidate.scheme.code
        note.about(row.number, stay.number, candidate.person.number)
    return row


def _helper(actor: Actor, number: str) -> Helper:
    rows = Helper.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("stay__journey__candidate__person", "stay__journey__candidate__scheme").first()
    if row is None:
        raise NotPermitted(number)
    mine = row.account_id is not None and row.account_id == actor.id
    if not (mine or is_own(actor, row.stay) or staffs(actor, row.stay.journey.candidate.scheme_id)):
        raise NotPermitted(number)
    return row


def _must_be_a_day(on: date, today: date) -> None:
    if on > today:
        hint = Text("Write down what has happened.")
        raise Refused([Problem("in_the_future", Text("This day has not come yet."), hint, column="on")])


def _must_make_sense(session: Session) -> None:
    if not session.topic.strip():
        raise Refused([Problem("topic_missing", Text("Say what it was about."), column="topic")])
    if session.audience not in AUDIENCES:
        raise Refused([Problem("unknown_audience", Text("Choose who was there."), column="audience")])
