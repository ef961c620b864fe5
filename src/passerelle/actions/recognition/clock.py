"""The authority's clock: started at the complete file, stopped while a paper is missing, and run again."""

from datetime import date

from django.utils import timezone

from passerelle.actions.recognition.reach import file_for, must_be_undecided, refusal
from passerelle.actions.steps.files.dossiers import is_complete
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.recognition.models import Pause


def start_clock(
    actor: Actor, number: str, *, on: date, version: int | None = None, key: str | None = None
) -> None:
    """The authority has the complete file.

    Refused with ``file_incomplete``, ``clock_runs``, ``in_the_future`` or ``already_decided``.
    """
    content = [number, on.isoformat()]
    with writing(actor, "recognition.start", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, number)
        must_be_version(file, version)
        must_be_undecided(file)
        if file.complete_on is not None:
            raise refusal("clock_runs", Text("The clock was started already."))
        _must_have_come(on)
        if not is_complete(file.dossier, on=timezone.localdate()):
            message = Text("The file is not complete.")
            hint = Text("Every needed document must be accepted and valid first.")
            raise refusal("file_incomplete", message, hint)
        file.complete_on = on
        save_next(file)
        note.scheme_code = file.candidate.scheme.code
        note.about(number, file.candidate.person.number)


def stop_clock(actor: Actor, number: str, *, on: date, because: str, key: str | None = None) -> None:
    """The authority asks for a paper: the clock stands still from a day on.

    Refused with ``reason_missing``, ``clock_not_started``, ``stands_still``, ``in_the_future`` or
    ``already_decided``.
    """
    content = [number, on.isoformat(), because]
    with writing(actor, "recognition.stop", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, number)
        must_be_undecided(file)
        _must_have_come(on)
        if not because.strip():
            hint = Text("Say which paper is missing.")
            raise refusal("reason_missing", Text("A reason is missing."), hint, column="because")
        if file.complete_on is None or on < file.complete_on:
            raise refusal("clock_not_started", Text("The clock had not started on that day."), column="on")
        if Pause.objects.filter(file=file, until__isnull=True).exists():
            raise refusal("stands_still", Text("The clock stands still already."))
        Pause.objects.create(file=file, since=on, reason=because.strip())
        save_next(file)
        note.scheme_code = file.candidate.scheme.code
        note.about(number, file.candidate.person.number)


def resume_clock(actor: Actor, number: str, *, on: date, key: str | None = None) -> None:
    """The paper came: the day named is the last on which the clock stood still.

    Refused with ``clock_runs``, ``before_the_stop`` or ``in_the_future``.
    """
    content = [number, on.isoformat()]
    with writing(actor, "recognition.resume", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, number)
        _must_have_come(on)
        pause = Pause.objects.filter(file=file, until__isnull=True).first()
        if pause is None:
            raise refusal("clock_runs", Text("The clock does not stand still."))
        if on < pause.since:
            raise refusal("before_the_stop", Text("The clock stopped after that day."), column="on")
        pause.until = on
        pause.save(update_fields=["until"])
        save_next(file)
        note.scheme_code = file.candidate.scheme.code
        note.about(number, file.candidate.person.number)


def _must_have_come(on: date) -> None:
    if on > timezone.localdate():
        raise refusal("in_the_future", Text("%(day)s has not come yet.", {"day": on}), column="on")
