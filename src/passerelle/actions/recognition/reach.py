"""The recognition file of a request within the actor's reach."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.recognition.models import RecognitionFile


def refusal(code: str, message: Text, hint: Text | None = None, *, column: str | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint, column=column)])


def file_for(actor: Actor, number: str) -> RecognitionFile:
    """A file that the actor may write, locked; ``NotPermitted`` out of reach."""
    rows = RecognitionFile.objects.visible_to(actor).filter(number=number)
    joined = rows.select_related("candidate__person", "candidate__scheme", "dossier")
    file = joined.select_for_update(of=("self",)).first()
    if file is None or not actor.may(Permission.RECOGNITION_WRITE, scheme=file.candidate.scheme_id):
        raise NotPermitted(number)
    return file


def must_be_undecided(file: RecognitionFile) -> None:
    """A decided file stays as it is."""
    if file.outcome is not None:
        hint = Text("Open a new file for a new procedure.")
        raise refusal("already_decided", Text("This file is decided."), hint)
