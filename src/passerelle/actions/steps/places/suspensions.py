"""An employer is suspended from new placements; who is under way goes on."""

from datetime import date

from passerelle.domain.employers.suspensions import SUSPENDED, in_force
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.models import EmployerFile, Suspension


def suspend_file(
    file: EmployerFile, code: str, *, since: date, until: date | None, note_text: str, by: int
) -> Suspension:
    """Suspend from a day, with a code; the file is locked by whoever calls.

    Refused: ``unknown_code``, ``note_missing``, ``dates_reversed``, ``already_suspended``.
    """
    _must_be_possible(file, code, since, until, note_text)
    return Suspension.objects.create(
        file=file, code=code, since=since, until=until, note=note_text.strip(), by_id=by
    )


def suspensions_in_force(file: EmployerFile, on: date) -> list[Suspension]:
    """Those that count on a day, locked."""
    rows = Suspension.objects.select_for_update().filter(file=file)
    return [row for row in rows if in_force(row.since, row.until, row.lifted_on, on=on)]


def _must_be_possible(file: EmployerFile, code: str, since: date, until: date | None, text: str) -> None:
    if code not in SUSPENDED:
        raise _refusal("unknown_code", Text("Choose one from the list."), column="code")
    if code == "other" and not text.strip():
        hint = Text("One sentence is enough.")
        raise _refusal("note_missing", Text("Another reason needs a note."), hint, column="note_text")
    if until is not None and until < since:
        raise _refusal("dates_reversed", Text("The end lies before the beginning."), column="until")
    if suspensions_in_force(file, since):
        hint = Text("Lift the suspension in force first.")
        raise _refusal("already_suspended", Text("This employer is suspended already."), hint)


def _refusal(code: str, message: Text, hint: Text | None = None, *, column: str | None = None) -> Refused:
    return Refused([Problem(code, message, hint, column=column)])
