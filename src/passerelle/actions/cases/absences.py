"""Absences begin and end on their days: cases lent for a time go to the stand-in and come back."""

from collections import defaultdict
from datetime import datetime

from django.utils import timezone

from passerelle.actions.cases.hand_over import BATCH, change_owner, tell
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import SYSTEM, Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.journeys.models import HandedCase, Handover, Journey

WHY = "a hand-over that was permitted takes its course"


def turn_absences(*, now: datetime) -> int:
    """Begin each hand-over whose first day has come, end each whose last day has passed; how many."""
    today = timezone.localdate(now)
    waiting = Handover.objects.filter(begun_at__isnull=True, ended_at__isnull=True, from_on__lte=today)
    past = Handover.objects.filter(begun_at__isnull=False, ended_at__isnull=True, until__lt=today)
    turned = 0
    for number in waiting.order_by("from_on", "pk").values_list("number", flat=True):
        turned += _turn(number, begins=True, at=now)
    for number in past.order_by("until", "pk").values_list("number", flat=True):
        turned += _turn(number, begins=False, at=now)
    return turned


def take_back(actor: Actor, number: str, *, key: str | None = None) -> int:
    """End an absence now, or call off one that has not begun; how many cases came back.

    ``NotPermitted`` out of reach; refused with ``already_over``.
    """
    with writing(actor, "case.take_back", purpose=Purpose.JOURNEY, key=key, content=number) as note:
        if note.replayed:
            return int(str(note.answer))
        row = Handover.objects.select_for_update().filter(number=number).first()
        if row is None or row.until is None:
            raise NotPermitted(number)
        handed = Journey.objects.unscoped(WHY).filter(handed__handover=row)
        # In every scheme of its cases: who reaches one of two schemes ends nothing in the other.
        for scheme in set(handed.values_list("candidate__scheme", flat=True)):
            actor.must(Permission.CASE_HAND_OVER, scheme=scheme)
        if row.ended_at is not None:
            hint = Text("Open the caseload to see whose the cases are now.")
            raise Refused([Problem("already_over", Text("This absence is already over."), hint)])
        note.answer = _ended(note, row, at=timezone.now())
        return int(str(note.answer))


def _turn(number: str, *, begins: bool, at: datetime) -> int:
    """One hand-over in one transaction; none when somebody else did it meanwhile."""
    name = "case.hand_over" if begins else "case.take_back"
    with writing(SYSTEM, name, purpose=Purpose.JOURNEY) as note:
        rows = Handover.objects.select_for_update().filter(number=number, ended_at__isnull=True)
        row = rows.filter(begun_at__isnull=begins).first()
        if row is None:
            return 0
        if begins:
            _begun(note, row, at=at)
        else:
            _ended(note, row, at=at)
        return 1


def _lines(row: Handover) -> list[HandedCase]:
    """Its cases that are still open, each with its person and scheme."""
    lines = row.cases.filter(journey__ended_on__isnull=True).order_by("pk")
    return list(lines.select_related("journey__candidate__person", "journey__candidate__scheme"))


def _begun(note: Writing, row: Handover, *, at: datetime) -> None:
    """Whose a case is on the first day, to them it comes back: it may have moved since it was planned."""
    lines = _lines(row)
    for one in lines:
        one.former_id = one.journey.owner_id
    HandedCase.objects.bulk_update(lines, ["former"], batch_size=BATCH)
    change_owner([one.journey for one in lines], row.receiver_id)
    row.begun_at = at
    row.save(update_fields=["begun_at"])
    _about(note, row, lines)


def _ended(note: Writing, row: Handover, *, at: datetime) -> int:
    """Back to whom each came from; one that went on meanwhile comes back later, from whoever has it."""
    lines = _lines(row) if row.begun_at else []
    back: dict[int | None, list[Journey]] = defaultdict(list)
    for one in lines:
        if one.journey.owner_id == row.receiver_id:
            back[one.former_id].append(one.journey)
    for owner, journeys in back.items():
        change_owner(journeys, owner)
    _pass_the_claim_on(row, [one for one in lines if one.journey.owner_id != row.receiver_id])
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _about(note, row, lines)
    owners = {one.pk: one for one in User.objects.filter(pk__in=[owner for owner in back if owner])}
    for owner, journeys in back.items():
        if owner is not None:
            tell(note, owners[owner], "cases_came_back", journeys)
    return sum(len(journeys) for journeys in back.values())


def _pass_the_claim_on(row: Handover, lines: list[HandedCase]) -> None:
    """The stand-in lent it further: when that ends, it goes to the first owner, not to the stand-in."""
    former = {one.journey_id: one.former_id for one in lines}
    later = HandedCase.objects.filter(
        journey__in=list(former), former=row.receiver_id, handover__until__isnull=False,
        handover__begun_at__isnull=False, handover__ended_at__isnull=True,
    ).exclude(handover=row)  # fmt: skip
    changed = list(later)
    for one in changed:
        one.former_id = former[one.journey_id]
    HandedCase.objects.bulk_update(changed, ["former"], batch_size=BATCH)


def _about(note: Writing, row: Handover, lines: list[HandedCase]) -> None:
    note.about(row.number)
    for one in lines:
        candidate = one.journey.candidate
        note.about(one.journey.number, candidate.number, candidate.person.number)
    note.details = {"cases": len(lines), "handover": row.number}
