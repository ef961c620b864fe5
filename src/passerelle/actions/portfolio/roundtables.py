"""Roundtables: that one met, what it decided."""

from collections.abc import Sequence

from passerelle.actions.portfolio.reach import must_be_date, partnership_for
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.records.portfolio.models import Roundtable, RoundtableDecision


def add_roundtable(
    actor: Actor,
    code: str,
    *,
    on: str,
    participants: Sequence[str] = (),
    source: str = "",
    key: str | None = None,
) -> str:
    """Record a roundtable (a year, a month or a day); its public number."""
    content = [code, on, list(participants), source]
    with writing(actor, "partnership.roundtable", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        partnership = partnership_for(actor, code)
        must_be_date(on, "on")
        row = Roundtable.objects.create(
            partnership=partnership, on=on, participants=list(participants) or None, source=source
        )
        note.about(row.number)
        note.details = {"partnership": code}
        note.answer = row.number
        return row.number


def add_decision(actor: Actor, roundtable: str, *, text: str, source: str = "", key: str | None = None) -> str:
    """Record what a roundtable decided; its public number."""
    content = [roundtable, text, source]
    with writing(actor, "partnership.decision", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        meeting = Roundtable.objects.visible_to(actor).select_related("partnership").get(number=roundtable)
        partnership = partnership_for(actor, meeting.partnership.code)
        row = RoundtableDecision.objects.create(
            partnership=partnership, roundtable=meeting, text=text, source=source
        )
        note.about(row.number, roundtable)
        note.details = {"partnership": partnership.code}
        note.answer = row.number
        return row.number
