"""A welfare officer closes a flag with what became of it."""

from django.utils import timezone

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.work.flags import OUTCOMES, may_pass_on
from passerelle.records.work.models import WorkFlag


def close_flag(actor: Actor, number: str, outcome: str, *, note_text: str, version: int) -> WorkFlag:
    """Close an open flag; the person is told that somebody looked at it.

    Refused: ``unknown_outcome``, ``note_missing``, ``not_for_you_to_tell`` (passed on without the worker's
    word), ``already_closed``, ``stale``; ``NotPermitted`` with a tie to the host.
    """
    if outcome not in OUTCOMES:
        raise Refused([Problem("unknown_outcome", Text("Choose what became of it."))])
    if not note_text.strip():
        raise Refused([Problem("note_missing", Text("Say in a sentence what was found and done."))])
    with writing(actor, "work.close_flag", purpose=Purpose.PROTECTION) as note:
        rows = WorkFlag.objects.for_officer(actor).select_for_update(of=("self",))
        joined = rows.select_related("stay__journey__candidate__person", "stay__journey__candidate__scheme")
        row = joined.filter(number=number).first()
        if row is None:
            raise NotPermitted(number)
        candidate = row.stay.journey.candidate
        _must_be_open(row, version)
        if outcome == "passed_on" and not may_pass_on(row.choice):
            message = Text("Only the worker decides whether the labour inspectorate is told.")
            raise Refused([Problem("not_for_you_to_tell", message, Text("Ask the worker first."))])
        row.outcome, row.note = outcome, note_text.strip()[:2_000]
        row.closed_by_id, row.closed_at = actor.id, timezone.now()
        save_next(row)
        note.scheme_code = candidate.scheme.code
        note.about(row.number)
        facts: dict[str, object] = {"scheme": candidate.scheme.name}
        person = candidate.person
        note.tell(person.number, "work_flag_closed", facts, language=person.language)
    return row


def _must_be_open(row: WorkFlag, version: int) -> None:
    if row.closed_at is not None:
        raise Refused([Problem("already_closed", Text("This is closed already."))])
    must_be_version(row, version)
