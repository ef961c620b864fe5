"""Settle an item of the first weeks, or keep what the person asks about their family; nothing else of it."""

from datetime import date

from django.utils import timezone

from passerelle.actions.stays.reach import about, refusal, stay_to_write
from passerelle.actions.steps.places.words import side_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.arrivals import HOST, PERSON
from passerelle.domain.stays.checklist import FAMILY, STATES, items_for
from passerelle.records.stays.models import Stay, StayItem


def settle_item(  # noqa: PLR0913  # what, when, shown by what
    actor: Actor,
    number: str,
    code: str,
    *,
    state: str = "done",
    on: date,
    evidence: str = "",
    note_text: str = "",
    key: str | None = None,
) -> StayItem:
    """Record an item; an earlier record of it is replaced and kept.

    What the person asks about their family is kept as that request and its day: no note, no evidence, and
    no host writes or reads it. Refused: ``unknown_item``, ``unknown_state``, ``note_missing`` (not needed
    says why), ``day_to_come``.
    """
    content = [number, code, state, str(on), evidence, note_text]
    with writing(actor, "stay.settle", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        stay = stay_to_write(actor, number)
        if note.replayed:
            return StayItem.objects.get(pk=str(note.answer))
        side = side_of(actor, stay)
        if code == FAMILY:
            if side == HOST:
                raise NotPermitted(number)
            state, evidence, note_text = "done", "", ""
        _must_be_sound(stay, code, state, on, note_text, own=side == PERSON)
        now = timezone.now()
        StayItem.objects.filter(stay=stay, code=code, replaced_at__isnull=True).update(replaced_at=now)
        row = StayItem.objects.create(
            stay=stay,
            code=code,
            state=state,
            on=on,
            evidence=evidence.strip()[:300],
            note=note_text.strip()[:500],
            recorded_by_id=actor.id,
            recorded_at=now,
        )
        about(note, stay)
        note.details = {} if code == FAMILY else {"item": code}
        note.answer = row.pk
        return row


def _must_be_sound(  # what is said, and by whom
    stay: Stay, code: str, state: str, on: date, note_text: str, *, own: bool
) -> None:
    if code != FAMILY and code not in items_for(stay.kind):
        raise refusal("unknown_item", Text("Choose one of the list."), column="code")
    if state not in STATES or (state == "not_needed" and own):
        raise refusal("unknown_state", Text("Say whether it is done or not needed."), column="state")
    if state == "not_needed" and not note_text.strip():
        raise refusal("note_missing", Text("Say why it is not needed."), column="note")
    if on > timezone.localdate():
        raise refusal("day_to_come", Text("This day is still to come."), column="on")
