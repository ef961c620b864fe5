"""Follow-up of a roundtable's decision: who does what by when, and what became of it."""

from datetime import date

from django.utils import timezone

from passerelle.actions.portfolio.reach import partnership_for
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.portfolio.areas import FOLLOW_UP_STATES
from passerelle.records.portfolio.models import FollowUp, FollowUpChange, RoundtableDecision


def add_follow_up(
    actor: Actor, decision: str, *, text: str, owner: str, due: date, key: str | None = None
) -> str:
    """Ask somebody to do something by a day; its public number."""
    content = [decision, text, owner, due.isoformat()]
    with writing(actor, "follow_up.add", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        rows = RoundtableDecision.objects.visible_to(actor).select_related("partnership")
        decided = rows.get(number=decision)
        partnership = partnership_for(actor, decided.partnership.code)
        row = FollowUp.objects.create(
            partnership=partnership, decision=decided, text=text, owner=owner, due=due
        )
        _remember(actor, row, "")
        note.about(row.number, decision)
        note.answer = row.number
        return row.number


def change_follow_up(  # noqa: PLR0913  # what, to what, with which words, seen as which version
    actor: Actor,
    number: str,
    *,
    state: str,
    due: date,
    words: str = "",
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Close it, open it again, or give it another day; each step stays in its history."""
    content = [number, state, due.isoformat(), words]
    with writing(actor, "follow_up.change", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        if note.replayed:
            return
        rows = FollowUp.objects.visible_to(actor).select_related("partnership")
        row = rows.select_for_update(of=("self",)).get(number=number)
        partnership_for(actor, row.partnership.code)
        must_be_version(row, version)
        _must_be_told(state, words)
        row.state, row.due = state, due
        save_next(row)
        _remember(actor, row, words)
        note.about(number)
        note.details = {"state": state}


def _must_be_told(state: str, words: str) -> None:
    if state not in FOLLOW_UP_STATES:
        message = Text("%(value)s is not known here.", {"value": state[:60]})
        hint = Text("One of: %(choices)s.", {"choices": ", ".join(FOLLOW_UP_STATES)})
        raise Refused([Problem("unknown-choice", message, hint, column="state")])
    if state != "open" and not words.strip():
        message = Text("A follow-up is closed with a word on its outcome.")
        hint = Text("Say what was done, or why it was dropped.")
        raise Refused([Problem("outcome-missing", message, hint, column="words")])


def _remember(actor: Actor, row: FollowUp, words: str) -> None:
    FollowUpChange.objects.create(
        follow_up=row, state=row.state, due=row.due, note=words, by_id=actor.id, at=timezone.now()
    )
