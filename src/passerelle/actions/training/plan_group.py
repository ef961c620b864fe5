"""A group of a course is planned, with its numbered seats and its sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from passerelle.actions.steps.writing import writing
from passerelle.actions.training.reach import may_write, refusal
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.training.models import Course, Group, GroupSeat, Session
from passerelle.records.vacancies.models import Vacancy

MOST_SEATS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """What is known of a group; dates may still be unknown."""

    name: str
    seats: int
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    trainer: str = ""
    vacancy: str = ""  # the seat vacancy to which people are admitted by matching
    sessions: Sequence[date] = ()
    abroad: bool = False  # held during the stays of those who take part


def plan_group(actor: Actor, course_number: str, facts: GroupFacts, *, key: str | None = None) -> str:
    """Plan a group; the answer is its number.

    Refused with ``name_missing``, ``seats_out_of_range``, ``ends_before_start``, ``unknown_vacancy`` or
    ``name_taken``.
    """
    content = [course_number, facts.name, facts.seats]
    with writing(actor, "group.plan", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        course = Course.objects.visible_to(actor).select_related("scheme").filter(number=course_number).first()
        if course is None or not may_write(actor, course, staff=True):
            raise NotPermitted(course_number)
        _must_make_sense(facts)
        group = _saved(actor, course, facts)
        seats = (GroupSeat(group=group, ordinal=ordinal) for ordinal in range(1, facts.seats + 1))
        GroupSeat.objects.bulk_create(seats, batch_size=2_000)
        Session.objects.bulk_create(
            Session(group=group, on=on, ordinal=1) for on in sorted(set(facts.sessions))
        )
        note.scheme_code = course.scheme.code
        note.about(group.number, course.number)
        note.answer = group.number
        return group.number


def _must_make_sense(facts: GroupFacts) -> None:
    if not facts.name.strip():
        raise refusal("name_missing", Text("The group has no name."), column="name")
    if not 1 <= facts.seats <= MOST_SEATS:
        message = Text("A group has between 1 and %(most)s seats.", {"most": MOST_SEATS})
        raise refusal("seats_out_of_range", message, column="seats")
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        message = Text("The group would end before it begins.")
        raise refusal("ends_before_start", message, Text("Correct one of the two days."), column="ends_on")


def _saved(actor: Actor, course: Course, facts: GroupFacts) -> Group:
    vacancy = None
    if facts.vacancy:
        seats = Vacancy.objects.visible_to(actor).filter(scheme_id=course.scheme_id, kind=Vacancy.Kind.SEAT)
        vacancy = seats.filter(number=facts.vacancy).first()
        if vacancy is None:
            message = Text("There is no seat vacancy with this number in the scheme.")
            raise refusal("unknown_vacancy", message, column="vacancy")
    try:
        with transaction.atomic():
            return Group.objects.create(
                course=course,
                vacancy=vacancy,
                name=facts.name.strip(),
                seats=facts.seats,
                starts_on=facts.starts_on,
                ends_on=facts.ends_on,
                place=facts.place.strip(),
                trainer=facts.trainer.strip(),
                abroad=facts.abroad,
            )
    except IntegrityError:
        message = Text("A group of this name is there already.")
        raise refusal("name_taken", message, Text("Choose another name."), column="name") from None
