"""A hearer answers, takes a step, changes the severity, hands over, closes; ties are looked at every time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from passerelle.actions.grievances.routing import free_for, must_be_free, name_hearers
from passerelle.actions.grievances.tell import tell_hearers
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.grievances.severity import CLOCKS, OUTCOMES
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.grievances.models import Grievance, GrievanceEntry, Hearer


def answer(actor: Actor, number: str, text: str, *, version: int) -> Grievance:
    """Answer the worker; she reads it on her page, and a neutral word goes where she said it is safe."""
    with _hearing(actor, number, "grievance.answer", text, version) as (note, row):
        _add(row, actor, "said", text)
        row.answered_at = row.answered_at or timezone.now()
        row.taken_by_id = row.taken_by_id or actor.id
        _tell_worker(note, row)
        save_next(row)
    return row


def take_step(actor: Actor, number: str, text: str, *, version: int) -> Grievance:
    """Write down what was done; the worker reads it."""
    with _hearing(actor, number, "grievance.step", text, version) as (note, row):
        _add(row, actor, "step", text)
        row.stepped_at = row.stepped_at or timezone.now()
        row.taken_by_id = row.taken_by_id or actor.id
        _tell_worker(note, row)
        save_next(row)
    return row


def write_note(actor: Actor, number: str, text: str, *, version: int) -> Grievance:
    """A note between hearers; the worker does not read it."""
    with _hearing(actor, number, "grievance.note", text, version) as (_note, row):
        _add(row, actor, "note", text)
        save_next(row)
    return row


def change_severity(actor: Actor, number: str, severity: str, text: str, *, version: int) -> Grievance:
    """Raise or lower it with a reason; its clocks run from the day it was told."""
    if severity not in CLOCKS:
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."))])
    with _hearing(actor, number, "grievance.severity", text, version) as (_note, row):
        _add(row, actor, "severity", f"{row.severity} → {severity}: {text.strip()}")
        row.severity = severity
        save_next(row)
    return row


def hand_over(actor: Actor, number: str, text: str, *, version: int) -> Grievance:
    """Leave it to the others who are free; refused with ``nobody_free`` when there is nobody else."""
    with _hearing(actor, number, "grievance.hand_over", text, version) as (note, row):
        others = [one for one in free_for(row) if one != actor.id]
        if not others:
            message = Text("Nobody else can hear this without a tie to whoever it is about.")
            raise Refused([Problem("nobody_free", message)])
        _add(row, actor, "handed_over", text)
        now = timezone.now()
        mine = Hearer.objects.filter(grievance=row, user=actor.id, until__isnull=True)
        mine.update(until=now, why_ended="handed_over")
        name_hearers(row, others, at=now)
        tell_hearers(note, others)
        row.taken_by = None
        save_next(row)
    return row


def close(actor: Actor, number: str, outcome: str, text: str, *, version: int) -> Grievance:
    """Close it with an outcome and a sentence that the worker reads.

    Refused: ``unknown_answer``, ``not_for_you_to_tell`` (passed on without the worker's word).
    """
    if outcome not in OUTCOMES:
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."))])
    with _hearing(actor, number, "grievance.close", text, version) as (note, row):
        if outcome == "passed_on" and row.choice != "tell":
            message = Text("Only the worker decides whether the labour inspectorate is told.")
            raise Refused([Problem("not_for_you_to_tell", message, Text("Ask the worker first."))])
        row.outcome, row.outcome_text, row.closed_at = outcome, text.strip()[:2_000], timezone.now()
        row.taken_by_id = row.taken_by_id or actor.id
        _tell_worker(note, row)
        save_next(row)
    return row


@contextmanager
def _hearing(
    actor: Actor, number: str, deed: str, text: str, version: int
) -> Iterator[tuple[Writing, Grievance]]:
    """The frame of each step: named as a hearer, free of ties now, still open, nobody was quicker."""
    actor.must(Permission.GRIEVANCE_ACT)
    if not text.strip():
        raise Refused([Problem("empty", Text("Write a sentence."), column="text")])
    with writing(actor, deed, purpose=Purpose.PROTECTION) as note:
        rows = Grievance.objects.visible_to(actor).select_for_update(of=("self",))
        row = rows.select_related("person").get(
            number=number, hearers__user=actor.id, hearers__until__isnull=True
        )
        must_be_free(row, actor.id)
        if row.closed_at is not None:
            raise Refused([Problem("already_closed", Text("This is closed already."))])
        must_be_version(row, version)
        yield note, row
        note.about(row.number)


def _add(row: Grievance, actor: Actor, kind: str, text: str) -> None:
    GrievanceEntry.objects.create(
        grievance=row, kind=kind, by_id=actor.id, text=text.strip()[:5_000], at=timezone.now()
    )


def _tell_worker(note: Writing, row: Grievance) -> None:
    """Only where she said it is safe, and in words that tell nothing."""
    if row.contact:
        note.tell(row.contact, "private_answer", {}, language=row.language)
