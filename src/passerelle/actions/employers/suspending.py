"""Suspend an employer: nobody new is referred or offered; who is under way goes on."""

from datetime import date

from django.utils import timezone

from passerelle.actions.employers.reach import account_of, file_for, refusal
from passerelle.actions.steps.places.suspensions import suspend_file, suspensions_in_force
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text


def suspend(  # noqa: PLR0913  # a suspension has these facts
    actor: Actor,
    file_number: str,
    *,
    code: str,
    since: date,
    until: date | None = None,
    note_text: str = "",
    key: str | None = None,
) -> None:
    """Suspend from a day, with a code; refused with ``unknown_code``, ``note_missing``, ``dates_reversed``
    or ``already_suspended``."""
    content = [file_number, code, str(since), str(until), note_text]
    with writing(actor, "employer.suspend", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, file_number, Permission.EMPLOYER_REVIEW)
        suspend_file(file, code, since=since, until=until, note_text=note_text, by=account_of(actor))
        note.scheme_code, note.details = file.scheme.code, {"code": code}
        note.about(file.number, file.organisation.number)


def lift_suspension(actor: Actor, file_number: str, *, key: str | None = None) -> None:
    """End the suspensions in force today; refused with ``not_suspended``."""
    with writing(actor, "employer.lift", purpose=Purpose.RECRUITMENT, key=key, content=file_number) as note:
        if note.replayed:
            return
        file = file_for(actor, file_number, Permission.EMPLOYER_REVIEW)
        today = timezone.localdate()
        rows = suspensions_in_force(file, today)
        if not rows:
            raise refusal("not_suspended", Text("This employer is not suspended."))
        for row in rows:
            row.lifted_on, row.lifted_by_id = today, account_of(actor)
            save_next(row)
        note.scheme_code = file.scheme.code
        note.about(file.number, file.organisation.number)
