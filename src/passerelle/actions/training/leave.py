"""Somebody leaves a group, with a reason; the seat goes to whoever waits first."""

from django.utils import timezone

from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.places.group_seats import move_up
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.actions.training.reach import enrolment_for, is_own, refusal
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.training.codes import DROP_OUT
from passerelle.records.training.models import Enrolment, Group

LEFT = ("course_left", "training_left")
# What ends the case says in its own words why.
REASONS = {"job_found": "took_other_work", "no_longer_reached": "no_answer"}


def leave(actor: Actor, number: str, *, code: str, version: int | None = None, key: str | None = None) -> int:
    """Note that somebody left; by the person, the trainer or staff. The answer: how many moved up.

    Refused with ``unknown_code``, ``not_in_group`` or ``stale``. A running case follows where its table
    says so.
    """
    with writing(actor, "group.leave", purpose=Purpose.JOURNEY, key=key, content=[number, code]) as note:
        if note.replayed:
            return int(str(note.answer))
        if code not in DROP_OUT:
            raise refusal("unknown_code", Text("There is no such reason."), column="code")
        enrolment = enrolment_for(actor, number)
        must_be_version(enrolment, version)
        if enrolment.state not in (Enrolment.State.WAITING, Enrolment.State.ENROLLED):
            raise refusal("not_in_group", Text("This person is no longer in the group."))
        group, candidate = enrolment.group, enrolment.candidate
        was_running = enrolment.seat_id is not None and group.state == Group.State.RUNNING
        enrolment.state, enrolment.seat, enrolment.drop_code = Enrolment.State.LEFT, None, code
        enrolment.ended_on = timezone.localdate()
        save_next(enrolment)
        note.scheme_code = group.course.scheme.code
        note.about(group.number, number, candidate.number, candidate.person.number)
        if was_running:
            who = "candidate" if is_own(actor, enrolment) else "training_provider"
            for event in LEFT:
                reason = REASONS.get(code, "candidate_withdrew")
                follow(note, candidate, event, by=actor, at=timezone.now(), who=who, reason=reason)
        moved = move_up(note, group) if group.state != Group.State.CLOSED else 0
        note.details = {"code": code, "moved_up": moved}
        note.answer = moved
        return moved
