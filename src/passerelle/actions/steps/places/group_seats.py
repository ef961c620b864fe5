"""Seats of a training group: who gets one, who waits, and in which order those who wait move up."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from passerelle.actions.steps.places.first_turn import note_place_given, owed_in_rounds
from passerelle.actions.steps.writing import Writing
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.training.models import Enrolment, Group, GroupSeat

WHY = "the group was reached"
BATCH = 1_000


def must_take_people(group: Group) -> None:
    """Refuse with ``group_not_open`` a group that is not open or running."""
    if group.state not in (Group.State.OPEN, Group.State.RUNNING):
        hint = Text("Open the group first.")
        raise Refused([Problem("group_not_open", Text("This group does not take anybody."), hint)])


def free_seats(group: int) -> list[GroupSeat]:
    """Seats that nobody has, lowest number first. One query."""
    taken = Enrolment.objects.unscoped(WHY).filter(seat=OuterRef("pk"))
    return list(GroupSeat.objects.filter(~Exists(taken), group_id=group).order_by("ordinal"))


def seat_in_order(  # whom, where, when
    note: Writing,
    group: Group,
    people: Sequence[Candidate],
    seats: Sequence[GroupSeat],
    *,
    at: datetime,
    stays: Mapping[int, str] | None = None,
) -> list[Enrolment]:
    """Enrol people in this order: the first have these seats and are told, the others wait.

    Refused with ``seats_taken_meanwhile``. Constant queries.
    """
    rows = [
        Enrolment(
            group=group,
            candidate=one,
            state=Enrolment.State.WAITING,
            asked_at=at + timedelta(microseconds=ordinal),
            stay=(stays or {}).get(one.pk, ""),
        )
        for ordinal, one in enumerate(people)
    ]
    for row, seat in zip(rows, seats, strict=False):
        row.seat, row.state, row.seated_on = seat, Enrolment.State.ENROLLED, timezone.localdate(at)
    try:
        with transaction.atomic():
            Enrolment.objects.unscoped(WHY).bulk_create(rows, batch_size=BATCH)
    except IntegrityError:
        message, hint = Text("Somebody took a seat meanwhile."), Text("Open the page again and repeat.")
        raise Refused([Problem("seats_taken_meanwhile", message, hint)]) from None
    _tell(note, group, rows)
    return rows


def seat_ranked(
    note: Writing, group: Group, selected: Sequence[Candidate], reserve: Sequence[Candidate], *, at: datetime
) -> None:
    """People whom a round ranked: seats in the order of ranks; whoever finds none waits, then the reserve.

    The waiting list moves up by itself when somebody leaves. Refused with ``group_not_open``. Constant queries.
    """
    must_take_people(group)
    present = Enrolment.objects.unscoped(WHY).filter(group=group).exclude(state=Enrolment.State.LEFT)
    inside = set(present.values_list("candidate_id", flat=True))
    first = [one for one in selected if one.pk not in inside]
    people = [*first, *(one for one in reserve if one.pk not in inside)]
    rows = seat_in_order(note, group, people, free_seats(group.pk)[: len(first)], at=at)
    note.about(group.number, *(row.number for row in rows))


def wait_for_seat(note: Writing, group: Group, candidate: Candidate, *, at: datetime) -> None:
    """Whoever is owed a seat waits for it, before the others, and has it now if one is free."""
    present = Enrolment.objects.unscoped(WHY).filter(group=group, candidate=candidate)
    if group.state not in (Group.State.OPEN, Group.State.RUNNING):
        return  # it stays owed: the next group's round can hear the person
    if not present.exclude(state=Enrolment.State.LEFT).exists():
        rows = seat_in_order(note, group, [candidate], [], at=at)
        note.about(group.number, rows[0].number)
    move_up(note, group)


def move_up(note: Writing, group: Group) -> int:
    """Give free seats to those who wait: first who is owed one after a contest, then in the order they came."""
    at, owed, free = timezone.now(), owed_in_rounds(Q(round__group=group)), free_seats(group.pk)
    waiting = Enrolment.objects.unscoped(WHY).filter(group=group, state=Enrolment.State.WAITING)
    joined = waiting.select_related("candidate__person", "candidate__scheme")
    in_order = joined.select_for_update(of=("self",)).order_by("asked_at", "pk")
    first = list(in_order.filter(candidate__in=owed)) if owed else []
    first.sort(key=lambda row: owed[row.candidate_id])
    others = in_order.exclude(candidate__in=owed) if owed else in_order
    rows = [*first, *others[: max(0, len(free) - len(first))]][: len(free)]
    for row, seat in zip(rows, free, strict=False):
        row.seat, row.state, row.seated_on = seat, Enrolment.State.ENROLLED, timezone.localdate(at)
        row.version, row.changed_at = row.version + 1, at
    fields = ["seat", "state", "seated_on", "version", "changed_at"]
    Enrolment.objects.unscoped(WHY).bulk_update(rows, fields, batch_size=BATCH)
    given = [row.candidate_id for row in rows if row.candidate_id in owed]
    note_place_given(Q(round__group=group), given, at=at)
    _tell(note, group, rows)
    note.about(*(row.number for row in rows), *(row.candidate.person.number for row in rows))
    return len(rows)


def _tell(note: Writing, group: Group, rows: Sequence[Enrolment]) -> None:
    for row in rows:
        if row.seat_id is not None:
            person = row.candidate.person
            facts: dict[str, object] = {"scheme": group.course.scheme.name, "group": group.number}
            note.tell(person.number, "seat_given", facts, language=person.language)
