"""Ask for a change of a stay, held against what is known of its route: longer, a pause, another site."""

from django.utils import timezone

from passerelle.actions.stays.assessing import assessed
from passerelle.actions.stays.pausing import must_be_new
from passerelle.actions.stays.plan_days import must_be_lawful
from passerelle.actions.stays.reach import about, refusal, stay_to_write
from passerelle.actions.steps.places.words import side_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.changes import EXTENSION, SUSPENSION, Wish, faults
from passerelle.domain.stays.pauses import Pause
from passerelle.records.stays.models import Stay, StayChange
from passerelle.records.vacancies.models import Vacancy

WHY = "the stay was reached"


def ask_change(actor: Actor, number: str, wish: Wish, *, why: str = "", key: str | None = None) -> StayChange:
    """Keep what is asked with the conditions as they stand; the team decides.

    Refused as ``domain.stays.changes.faults`` says, and with ``already_asked``, ``already_paused``,
    ``unknown_vacancy`` (only the team names one) or, for a visit, ``beyond_last_lawful_day``.
    """
    with writing(actor, "stay.ask", purpose=Purpose.JOURNEY, key=key, content=[number, str(wish), why]) as note:
        stay = stay_to_write(actor, number)
        if note.replayed:
            return StayChange.objects.visible_to(actor).get(number=note.answer)
        side = side_of(actor, stay)
        problems = faults(wish, side=side, planned_until=stay.planned_until, ended=stay.ended_on is not None)
        if problems:
            raise Refused(problems)
        if StayChange.objects.unscoped(WHY).filter(stay=stay, kind=wish.kind, answer="").exists():
            raise refusal("already_asked", Text("This was asked already and waits for an answer."))
        begins = stay.arrived_on or stay.planned_from
        if wish.kind == EXTENSION and begins and wish.until:
            must_be_lawful(stay, begins, wish.until)
        if wish.kind == SUSPENSION and wish.from_on and wish.until:
            must_be_new(stay, Pause(wish.from_on, wish.until))
        today = timezone.localdate()
        named = vacancy_of(actor, stay, wish.vacancy)
        row = StayChange.objects.create(
            stay=stay,
            kind=wish.kind,
            from_on=wish.from_on,
            until=wish.until,
            site=wish.site.strip()[:200],
            vacancy=named,
            why=why.strip()[:1_000],
            conditions=assessed(stay, wish, today=today),
            assessed_on=today,
            asked_side=side,
            asked_by_id=actor.id,
            asked_at=timezone.now(),
        )
        about(note, stay, row.number)
        note.answer = row.number
        return row


def vacancy_of(actor: Actor, stay: Stay, number: str) -> Vacancy | None:
    """The vacancy that is named, of the same scheme and within reach; refused with ``unknown_vacancy``."""
    if not number.strip():
        return None
    rows = Vacancy.objects.visible_to(actor).filter(number=number.strip().upper())
    found = rows.filter(scheme=stay.journey.candidate.scheme_id, closed_on__isnull=True).first()
    if found is None:
        raise refusal("unknown_vacancy", Text("No open vacancy has this number."), column="vacancy")
    return found
