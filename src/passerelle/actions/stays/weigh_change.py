"""State what bears on a change that waits: when the authority was told, a breach, the vacancy meant."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.stays.ask_change import vacancy_of
from passerelle.actions.stays.assessing import assess_again
from passerelle.actions.stays.reach import about, change_to_decide, refusal
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.changes import EMPLOYER
from passerelle.records.stays.models import StayChange


@dataclass(frozen=True, slots=True)
class Bearing:
    """What is stated of a change. ``None``: not known; ``vacancy`` empty: the one named before stays."""

    noticed_on: date | None = None
    breach: bool | None = None
    vacancy: str = ""


def weigh_change(actor: Actor, number: str, stated: Bearing, *, version: int | None = None) -> StayChange:
    """Keep what bears on a change and hold it against its route once more; nothing is decided by it.

    A breach and a vacancy are about another employer only. Refused: ``already_decided``, ``day_to_come``,
    ``another_kind``, ``unknown_vacancy``, ``stale``.
    """
    with writing(actor, "stay.weigh", purpose=Purpose.JOURNEY) as note:
        row, stay = change_to_decide(actor, number, version=version)
        today = timezone.localdate()
        if stated.noticed_on and stated.noticed_on > today:
            message, hint = Text("This day is still to come."), Text("Say it once the authority was told.")
            raise refusal("day_to_come", message, hint, column="noticed_on")
        if row.kind != EMPLOYER and (stated.breach is not None or stated.vacancy.strip()):
            raise refusal("another_kind", Text("This is asked only where somebody wants another employer."))
        row.noticed_on, row.breach = stated.noticed_on, stated.breach
        row.vacancy = vacancy_of(actor, stay, stated.vacancy) or row.vacancy
        assess_again(row, stay, today=today)
        save_next(row)
        about(note, stay, row.number)
        note.details = {"kind": row.kind}
        return row
