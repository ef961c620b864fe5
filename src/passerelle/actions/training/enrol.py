"""People take seats of a group; whoever comes later waits in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from passerelle.actions.steps.writing import Writing, writing
from passerelle.actions.training.abroad import stays_of
from passerelle.actions.training.reach import group_for, refusal
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.training.models import Enrolment, Group, GroupSeat

WHY = "the group was reached"
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Seated:
    """How many got a seat, and how many wait."""

    seated: int
    waiting: int


def enrol(actor: Actor, number: str, candidates: Sequence[str], *, key: str | None = None) -> Seated:
    """Enrol candidacies in the order given; all or none are taken in, those beyond the seats wait.

    Refused with ``group_not_open``, ``nobody``, ``unknown_candidate``, ``candidate_withdrawn``,
    ``already_in_group``, ``not_on_a_stay`` (a group abroad) or ``seats_taken_meanwhile``. Constant queries
    whatever their number.
    """
    wanted = list(dict.fromkeys(candidates))
    with writing(actor, "group.enrol", purpose=Purpose.JOURNEY, key=key, content=[number, wanted]) as note:
        if note.replayed:
            return Seated(*note.answer)  # type: ignore[misc]
        group = group_for(actor, number, staff=True)
        if group.state not in (Group.State.OPEN, Group.State.RUNNING):
            hint = Text("Open the group first.")
            raise refusal("group_not_open", Text("This group does not take anybody."), hint)
        people = _people(actor, group, wanted)
        made = _seated(group, people, stays_of(people) if group.abroad else {})
        note.scheme_code = group.course.scheme.code
        note.about(group.number, *(one.number for one in made), *(one.person.number for one in people))
        _tell(note, group, made)
        seated = sum(one.seat_id is not None for one in made)
        note.answer = [seated, len(made) - seated]
        note.details = {"seated": seated, "waiting": len(made) - seated}
        return Seated(seated, len(made) - seated)


def free_seats(group: int) -> list[GroupSeat]:
    """Seats that nobody has, lowest number first. One query."""
    taken = Enrolment.objects.unscoped(WHY).filter(seat=OuterRef("pk"))
    return list(GroupSeat.objects.filter(~Exists(taken), group_id=group).order_by("ordinal"))


def move_up(note: Writing, group: Group) -> int:
    """Give free seats to those who wait, in the order in which they came."""
    waiting = Enrolment.objects.unscoped(WHY).filter(group=group, state="waiting").order_by("asked_at", "pk")
    free = free_seats(group.pk)
    joined = waiting.select_related("candidate__person", "candidate__scheme")
    rows = list(joined.select_for_update(of=("self",))[: len(free)])
    for row, seat in zip(rows, free, strict=False):
        row.seat, row.state, row.seated_on = seat, Enrolment.State.ENROLLED, timezone.localdate()
        row.version, row.changed_at = row.version + 1, timezone.now()
    fields = ["seat", "state", "seated_on", "version", "changed_at"]
    Enrolment.objects.unscoped(WHY).bulk_update(rows, fields, batch_size=BATCH)
    _tell(note, group, rows)
    note.about(*(row.number for row in rows), *(row.candidate.person.number for row in rows))
    return len(rows)


def _people(actor: Actor, group: Group, wanted: list[str]) -> list[Candidate]:
    if not wanted:
        raise refusal("nobody", Text("Nobody was chosen."), Text("Choose at least one person."))
    rows = Candidate.objects.visible_to(actor).filter(scheme_id=group.course.scheme_id, number__in=wanted)
    found = {one.number: one for one in rows.select_related("person", "scheme")}
    present = Enrolment.objects.unscoped(WHY).filter(group=group).exclude(state="left")
    inside = set(present.filter(candidate__number__in=wanted).values_list("candidate__number", flat=True))
    problems = [_problem(one, found.get(one), one in inside) for one in wanted]
    if met := [problem for problem in problems if problem is not None]:
        raise Refused(met)
    return [found[one] for one in wanted]


def _problem(number: str, candidate: Candidate | None, inside: bool) -> Problem | None:
    values = {"number": number}
    if candidate is None:
        message = Text("There is no candidacy %(number)s in this scheme.", values)
        return Problem("unknown_candidate", message, column="candidates")
    if candidate.withdrawn_on is not None:
        return Problem("candidate_withdrawn", Text("%(number)s has withdrawn.", values), column="candidates")
    if inside:
        message = Text("%(number)s is in this group already.", values)
        return Problem("already_in_group", message, column="candidates")
    return None


def _seated(group: Group, people: list[Candidate], stays: Mapping[int, str]) -> list[Enrolment]:
    now = timezone.now()
    waits = Enrolment.objects.unscoped(WHY).filter(group=group, state="waiting").exists()
    free = [] if waits else free_seats(group.pk)  # nobody overtakes those who wait
    rows = [
        Enrolment(
            group=group,
            candidate=one,
            state=Enrolment.State.WAITING,
            asked_at=now,
            stay=stays.get(one.pk, ""),
        )
        for one in people
    ]
    for row, seat in zip(rows, free, strict=False):
        row.seat, row.state, row.seated_on = seat, Enrolment.State.ENROLLED, timezone.localdate(now)
    try:
        with transaction.atomic():
            return Enrolment.objects.unscoped(WHY).bulk_create(rows, batch_size=BATCH)
    except IntegrityError:
        message = Text("Somebody took a seat meanwhile.")
        raise refusal("seats_taken_meanwhile", message, Text("Open the page again and repeat.")) from None


def _tell(note: Writing, group: Group, rows: Sequence[Enrolment]) -> None:
    for row in rows:
        if row.seat_id is not None:
            person = row.candidate.person
            facts: dict[str, object] = {"scheme": group.course.scheme.name, "group": group.number}
            note.tell(person.number, "seat_given", facts, language=person.language)
