"""A welfare officer closes the alert of a season without recall, with what came of it."""

from datetime import date

from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.visits.recalls import OUTCOMES
from passerelle.records.grievances.models import ClosedAlert
from passerelle.records.grievances.recalls import alerts_for
from passerelle.records.stays.models import Stay


def close_alert(actor: Actor, stay_number: str, outcome: str, text: str, *, today: date) -> ClosedAlert:
    """Close an alert that the actor may hear; its event carries no number that others could look up.

    Refused: ``unknown_answer``, ``empty``. ``NotPermitted``: there is no such open alert for this actor.
    """
    actor.must(Permission.WORK_FLAG)
    if actor.id is None:
        raise NotPermitted("a named person acts")
    if outcome not in OUTCOMES:
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."), column="outcome")])
    if not text.strip():
        raise Refused([Problem("empty", Text("Write a sentence."), column="text")])
    with writing(actor, "alert.close", purpose=Purpose.PROTECTION):
        stay = Stay.objects.visible_to(actor).select_for_update(of=("self",)).filter(number=stay_number).first()
        if stay is None or stay.pk not in {one.stay for one in alerts_for(actor, today=today)}:
            raise NotPermitted(stay_number)
        return ClosedAlert.objects.create(
            stay=stay, outcome=outcome, text=text.strip()[:2_000], by_id=actor.id, at=timezone.now()
        )
