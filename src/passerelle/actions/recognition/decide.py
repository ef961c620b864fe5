"""The authority's decision, and an appeal against it."""

from datetime import date

from django.utils import timezone

from passerelle.actions.recognition.reach import file_for, must_be_undecided, refusal
from passerelle.actions.steps.people.attesting import Issued, Shown, attest
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.recognition.models import Pause, RecognitionFile

FULL, PARTIAL = RecognitionFile.Outcome.FULL, RecognitionFile.Outcome.PARTIAL
REFUSED, WITHDRAWN = RecognitionFile.Outcome.REFUSED, RecognitionFile.Outcome.WITHDRAWN
APPEALED = ("upheld", "dismissed")


def decide(  # noqa: PLR0913  # the decision, its day, its ground
    actor: Actor,
    number: str,
    *,
    outcome: str,
    on: date,
    because: str = "",
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Record the outcome; full recognition is attested and enters the profile with the authority's name.

    Refused with ``unknown_outcome``, ``reason_missing``, ``authority_missing``, ``in_the_future``,
    ``before_the_file``, ``already_decided`` or ``stale``.
    """
    content = [number, outcome, on.isoformat(), because]
    with writing(actor, "recognition.decide", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, number)
        must_be_version(file, version)
        must_be_undecided(file)
        _must_make_sense(file, outcome, on, because)
        file.outcome, file.decided_on, file.decided_because = outcome, on, because.strip()
        save_next(file)
        Pause.objects.filter(file=file, until__isnull=True, since__lte=on).update(until=on)
        if outcome == FULL:
            _attest(note, file, by=actor.id)
        _about(note, file)
        note.details = {"outcome": outcome}
        person = file.candidate.person
        facts: dict[str, object] = {"scheme": file.candidate.scheme.name, "file": number}
        note.tell(person.number, "recognition_decided", facts, language=person.language)


def appeal(actor: Actor, number: str, *, on: date, outcome: str = "", key: str | None = None) -> None:
    """Record an appeal, or its answer (``upheld``: full recognition; ``dismissed``).

    Refused with ``nothing_to_appeal``, ``unknown_outcome``, ``in_the_future`` or ``before_the_decision``.
    """
    content = [number, on.isoformat(), outcome]
    with writing(actor, "recognition.appeal", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, number)
        if file.outcome not in (REFUSED, PARTIAL):
            message = Text("Only a refusal or a recognition in part can be appealed.")
            raise refusal("nothing_to_appeal", message)
        if outcome and (outcome not in APPEALED or file.appealed_on is None):
            raise refusal("unknown_outcome", Text("There is no such answer to an appeal."), column="outcome")
        _must_have_come(on)
        if file.decided_on is not None and on < file.decided_on:
            raise refusal("before_the_decision", Text("The decision came after that day."), column="on")
        if outcome == "upheld":
            file.outcome, file.decided_on, file.appeal_outcome = FULL, on, outcome
            file.appealed_on = on
            _attest(note, file, by=actor.id)
        elif outcome:
            file.appeal_outcome = outcome
        else:
            file.appealed_on = on
        save_next(file)
        _about(note, file)


def _must_make_sense(file: RecognitionFile, outcome: str, on: date, because: str) -> None:
    if outcome not in RecognitionFile.Outcome.values:
        raise refusal("unknown_outcome", Text("There is no such outcome."), column="outcome")
    _must_have_come(on)
    if on < file.opened_on:
        raise refusal("before_the_file", Text("The file was opened after that day."), column="on")
    if outcome != FULL and not because.strip():
        hint = Text("Say in one sentence what the authority or the person said: the person reads it.")
        raise refusal("reason_missing", Text("A reason is missing."), hint, column="because")
    if outcome in (FULL, PARTIAL, REFUSED) and not (file.authority and file.qualification):
        hint = Text("Add the authority and the qualification to the file first.")
        raise refusal("authority_missing", Text("Nobody knows who decided on what."), hint)


def _attest(note: Writing, file: RecognitionFile, *, by: int | None) -> None:
    shown = Shown(file.candidate, title=file.qualification, eqf=file.eqf)
    on = file.decided_on or timezone.localdate()
    attest(note, [shown], Issued(None, file.authority, "recognition", file.number, on), by=by)


def _must_have_come(on: date) -> None:
    if on > timezone.localdate():
        raise refusal("in_the_future", Text("%(day)s has not come yet.", {"day": on}), column="on")


def _about(note: Writing, file: RecognitionFile) -> None:
    note.scheme_code = file.candidate.scheme.code
    note.about(file.number, file.candidate.number, file.candidate.person.number)
