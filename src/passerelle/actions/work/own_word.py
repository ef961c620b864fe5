"""The worker's own account of a month, told in confidence, and her choice about the labour inspectorate."""

from datetime import date

from django.utils import timezone

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.actions.work.flagging import Raised, flag
from passerelle.actions.work.pay_check import statement_of
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.work.flags import CHOICES
from passerelle.domain.work.statements import month_of
from passerelle.domain.work.words import HOUSING, RECEIVED, Word, differences
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import PayStatement, WorkerWord, WorkFlag

WHY = "the person speaks of her own stay"


def tell_word(  # noqa: PLR0913  # whose, of which month, what, once
    actor: Actor,
    stay_number: str,
    month: date,
    word: Word,
    *,
    today: date,
    text: str = "",
    key: str | None = None,
) -> WorkerWord:
    """Keep what the worker says of a month of her own stay; what is wrong by it is flagged.

    Nobody but the scheme's welfare officers reads it. Refused: ``month_ahead``, ``unknown_answer``.
    """
    actor.must(Permission.OWN_ACT)
    stay = _own_stay(actor, stay_number)
    first = month_of(month)
    if first > month_of(today):
        message = Text("This month has not come yet.")
        raise Refused([Problem("month_ahead", message, Text("Choose a month that you have worked."))])
    if word.received not in RECEIVED or word.housing not in HOUSING:
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."))])
    content = [stay_number, first.isoformat(), str(word), text]
    with writing(actor, "work.tell_word", purpose=Purpose.PROTECTION, key=key, content=content) as note:
        now = timezone.now()
        if note.replayed:
            return WorkerWord.objects.visible_to(actor).get(pk=int(str(note.answer)))
        row = WorkerWord.objects.create(
            stay=stay,
            month=first,
            received=word.received,
            net=word.net,
            hours=word.hours,
            rent=word.rent,
            housing=word.housing,
            text=text.strip()[:2_000],
            said_at=now,
        )
        stated = PayStatement.objects.unscoped(WHY).filter(stay=stay, month=first, replaced_at__isnull=True)
        kept = stated.first()
        raised = [
            Raised(stay, first, code, *_both(code, word, kept), "worse", kept)
            for code in differences(word, statement_of(kept) if kept else None)
        ]
        flag(note, raised, source="worker", at=now)
        note.answer = row.pk
        note.about(stay.number)
    return row


def decide_inspectorate(actor: Actor, flag_number: str, choice: str, *, version: int) -> WorkFlag:
    """The worker says whether the labour inspectorate may be told; she may change her mind while it is open."""
    actor.must(Permission.OWN_ACT)
    if choice not in CHOICES:
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."))])
    with writing(actor, "work.decide_inspectorate", purpose=Purpose.PROTECTION) as note:
        people = [grant.person for grant in actor.granting(Permission.OWN_ACT)]
        rows = WorkFlag.objects.visible_to(actor).select_for_update(of=("self",))
        row = rows.get(number=flag_number, stay__journey__candidate__person__number__in=people)
        if row.closed_at is not None:
            raise Refused([Problem("already_closed", Text("This is closed already."))])
        must_be_version(row, version)
        row.choice, row.chosen_at = choice, timezone.now()
        save_next(row)
        note.about(row.number)
    return row


def _own_stay(actor: Actor, number: str) -> Stay:
    people = [grant.person for grant in actor.granting(Permission.OWN_ACT)]
    rows = Stay.objects.visible_to(actor).select_related(
        "journey__candidate__person", "journey__candidate__scheme"
    )
    return rows.get(number=number, journey__candidate__person__number__in=people)


def _both(code: str, word: Word, kept: PayStatement | None) -> tuple[str, str]:
    """What the employer stated and what she tells, for the line that a code is about."""
    if kept is None:
        return "", ""
    pairs = {
        "less_received_than_stated": (kept.net, word.net),
        "more_hours_than_stated": (kept.hours, word.hours),
        "more_rent_than_stated": (kept.deductions.get("rent", "0"), word.rent),
    }
    stated, told = pairs.get(code, ("", ""))
    return str(stated), str(told)
