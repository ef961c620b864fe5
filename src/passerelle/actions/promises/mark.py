"""Say what became of a promise, make a broken one good, note a signed commitment."""

from datetime import date

from django.utils import timezone

from passerelle.actions.promises.record import must_be_past, promise_for
from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.promises import mark
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.promises.standing import EVENTS, REMEDIES, Noted
from passerelle.records.candidates.models import Candidate
from passerelle.records.promises.models import Promise, Remedy, SignedCommitment


def mark_promise(  # noqa: PLR0913  # what, what became of it, when, by what evidence, seen as which version
    actor: Actor,
    number: str,
    *,
    entry: Noted,
    today: date,
    evidence: str = "",
    words: str = "",
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Kept, broken (a remedy opens), withdrawn, released, or the last entry was wrong."""
    content = [number, entry.event, entry.on.isoformat(), evidence, words]
    with writing(actor, "promise.mark", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        promise = promise_for(actor, number)
        must_be_version(promise, version)
        must_be_past(entry.on, today, "on")
        _must_know(entry.event, EVENTS, "event")
        if entry.event == "kept" and not evidence.strip():
            message = Text("A promise counts as kept with evidence.")
            hint = Text("Name the paper, the message or who saw it.")
            raise Refused([Problem("evidence-missing", message, hint, column="evidence")])
        mark(note, promise, entry, by=actor, evidence=evidence, words=words)
        note.scheme_code = promise.scheme.code
        note.details = {"event": entry.event}


def change_remedy(  # noqa: PLR0913  # which, what, who, when, with which outcome
    actor: Actor,
    number: str,
    *,
    kind: str,
    owner: str,
    due: date,
    outcome: str = "",
    closed_on: date | None = None,
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Choose the remedy, its owner and its day; close it with its outcome."""
    content = [number, kind, owner, due.isoformat(), outcome, str(closed_on)]
    with writing(actor, "remedy.change", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        remedy = _remedy(actor, number)
        must_be_version(remedy, version)
        _must_know(kind, REMEDIES, "kind")
        _may_close(remedy, outcome, closed_on)
        remedy.kind, remedy.owner, remedy.due = kind, owner, due
        remedy.outcome, remedy.closed_on = outcome, closed_on
        save_next(remedy)
        note.scheme_code = remedy.promise.scheme.code
        note.about(number, remedy.promise.number)
        note.details = {"closed": closed_on is not None}


def record_commitment(
    actor: Actor, candidate_number: str, *, signed_on: date, evidence: str, key: str | None = None
) -> None:
    """The paper that the scheme asks for was signed; the case moves where its table waits for that."""
    content = [candidate_number, signed_on.isoformat(), evidence]
    with writing(actor, "commitment.record", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        candidates = Candidate.objects.visible_to(actor).select_related("scheme", "person")
        candidate = candidates.get(number=candidate_number)
        actor.must(Permission.PROMISE_WRITE, scheme=candidate.scheme_id)
        must_be_past(signed_on, timezone.localdate(), "signed_on")
        now = timezone.now()
        SignedCommitment.objects.update_or_create(
            candidate=candidate,
            defaults={"signed_on": signed_on, "evidence": evidence, "by_id": actor.id, "at": now},
        )
        follow(note, candidate, "commitment_signed", by=actor, at=now, who="candidate")
        note.scheme_code = candidate.scheme.code
        note.about(candidate.number, candidate.person.number)


def _remedy(actor: Actor, number: str) -> Remedy:
    visible = Promise.objects.visible_to(actor)
    rows = Remedy.objects.select_related("promise__scheme").select_for_update(of=("self",))
    remedy = rows.filter(number=number, promise__in=visible).first()
    if remedy is None:
        raise NotPermitted(number)
    actor.must(Permission.PROMISE_WRITE, scheme=remedy.promise.scheme_id)
    return remedy


def _may_close(remedy: Remedy, outcome: str, closed_on: date | None) -> None:
    problems = []
    if closed_on is not None and not outcome.strip():
        message = Text("A remedy is closed with its outcome.")
        hint = Text("Say what the person or the partner got.")
        problems.append(Problem("outcome-missing", message, hint, column="outcome"))
    if closed_on is not None and closed_on < remedy.opened_on:
        message = Text("This day lies before the entry of %(day)s.", {"day": remedy.opened_on})
        hint = Text("Entries follow each other in time.")
        problems.append(Problem("not-after", message, hint, column="closed_on"))
    if remedy.closed_on is not None:
        message = Text("This remedy is closed.")
        hint = Text("Mark the promise again if something new is owed.")
        problems.append(Problem("already-closed", message, hint))
    if problems:
        raise Refused(problems)


def _must_know(code: str, known: tuple[str, ...], column: str) -> None:
    if code not in known:
        message = Text("%(value)s is not known here.", {"value": code[:60]})
        hint = Text("One of: %(choices)s.", {"choices": ", ".join(known)})
        raise Refused([Problem("unknown-choice", message, hint, column=column)])
