"""People whom a round ranked take seats of a training group; the others wait in the order of ranks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from passerelle.actions.steps.writing import Writing
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.training.models import Enrolment, Group, GroupSeat

WHY = "the group of the round that was reached"


def seat_ranked(
    note: Writing, group: Group, selected: Sequence[Candidate], reserve: Sequence[Candidate], *, at: datetime
) -> None:
    """Enrol people in the order of their ranks: seats first, whoever finds none waits; the reserve waits after.

    The waiting list moves up by itself when somebody leaves. Refused with ``group_not_open``. Constant queries.
    """
    if group.state not in (Group.State.OPEN, Group.State.RUNNING):
        hint = Text("Open the group first.")
        raise Refused([Problem("group_not_open", Text("This group does not take anybody."), hint)])
    present = Enrolment.objects.unscoped(WHY).filter(group=group).exclude(state=Enrolment.State.LEFT)
    inside = set(present.values_list("candidate_id", flat=True))
    taken = Enrolment.objects.unscoped(WHY).filter(seat=OuterRef("pk"))
    free = list(GroupSeat.objects.filter(~Exists(taken), group=group).order_by("ordinal"))
    people = [one for one in (*selected, *reserve) if one.pk not in inside]
    seated = min(len(free), sum(one.pk not in inside for one in selected))
    rows = []
    for ordinal, one in enumerate(people):
        row = Enrolment(group=group, candidate=one, asked_at=at + timedelta(microseconds=ordinal))
        row.state = Enrolment.State.WAITING
        if ordinal < seated:
            row.seat, row.state, row.seated_on = free[ordinal], Enrolment.State.ENROLLED, timezone.localdate(at)
        rows.append(row)
    Enrolment.objects.unscoped(WHY).bulk_create(rows, batch_size=1_000)
    for row in rows[:seated]:
        person = row.candidate.person
        facts: dict[str, object] = {"scheme": row.candidate.scheme.name, "group": group.number}
        note.tell(person.number, "seat_given", facts, language=person.language)
    note.about(group.number, *(row.number for row in rows))
