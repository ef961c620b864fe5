"""Suspend an employer: nobody new is referred or offered; who is under way goes on."""

from datetime import date

from django.utils import timezone

from passerelle.actions.employers.reach import account_of, file_for, refusal
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.employers.suspensions import SUSPENDED, in_force
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.models import EmployerFile, Suspension


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
        _must_be_possible(file, code, since, until, note_text)
        Suspension.objects.create(
            file=file, code=code, since=since, until=until, note=note_text.strip(), by_id=account_of(actor)
        )
        note.scheme_code, note.details = file.scheme.code, {"code": code}
        note.about(file.number, file.organisation.number)


def lift_suspension(actor: Actor, file_number: str, *, key: str | None = None) -> None:
    """End the suspensions in force today; refused with ``not_suspended``."""
    with writing(actor, "employer.lift", purpose=Purpose.RECRUITMENT, key=key, content=file_number) as note:
        if note.replayed:
            return
        file = file_for(actor, file_number, Permission.EMPLOYER_REVIEW)
        today = timezone.localdate()
        rows = _in_force(file, today)
        if not rows:
            raise refusal("not_suspended", Text("This employer is not suspended."))
        for row in rows:
            row.lifted_on, row.lifted_by_id = today, account_of(actor)
            save_next(row)
        note.scheme_code = file.scheme.code
        note.about(file.number, file.organisation.number)


def _must_be_possible(file: EmployerFile, code: str, since: date, until: date | None, text: str) -> None:
    if code not in SUSPENDED:
        raise refusal("unknown_code", Text("Choose one from the list."), column="code")
    if code == "other" and not text.strip():
        hint = Text("One sentence is enough.")
        raise refusal("note_missing", Text("Another reason needs a note."), hint, column="note_text")
    if until is not None and until < since:
        raise refusal("dates_reversed", Text("The end lies before the beginning."), column="until")
    if _in_force(file, since):
        hint = Text("Lift the suspension in force first.")
        raise refusal("already_suspended", Text("This employer is suspended already."), hint)


def _in_force(file: EmployerFile, on: date) -> list[Suspension]:
    rows = Suspension.objects.select_for_update().filter(file=file)
    return [row for row in rows if in_force(row.since, row.until, row.lifted_on, on=on)]
