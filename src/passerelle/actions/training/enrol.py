"""People take seats of a group; whoever comes later waits in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from passerelle.actions.steps.places.group_seats import free_seats, must_take_people, seat_in_order
from passerelle.actions.steps.writing import writing
from passerelle.actions.training.abroad import stays_of
from passerelle.actions.training.reach import group_for, refusal
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.training.models import Enrolment, Group

WHY = "the group was reached"


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
        must_take_people(group)
        people = _people(actor, group, wanted)
        waits = Enrolment.objects.unscoped(WHY).filter(group=group, state=Enrolment.State.WAITING).exists()
        free = [] if waits else free_seats(group.pk)  # nobody overtakes those who wait
        stays = stays_of(people) if group.abroad else {}
        made = seat_in_order(note, group, people, free, at=timezone.now(), stays=stays)
        note.scheme_code = group.course.scheme.code
        note.about(group.number, *(one.number for one in made), *(one.person.number for one in people))
        seated = sum(one.seat_id is not None for one in made)
        note.answer = [seated, len(made) - seated]
        note.details = {"seated": seated, "waiting": len(made) - seated}
        return Seated(seated, len(made) - seated)


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
