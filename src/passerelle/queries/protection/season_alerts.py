"""Seasons without recall after a complaint, for the welfare officer who may hear of it."""

from dataclasses import dataclass
from datetime import date

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.records.grievances.models import ClosedAlert
from passerelle.records.grievances.recalls import alerts_for
from passerelle.records.stays.models import Stay


@dataclass(frozen=True, slots=True)
class AlertRow:
    """The last season of somebody who spoke, and how it was closed (``None``: open)."""

    stay: Stay
    year: int
    closed: ClosedAlert | None


def season_alerts(actor: Actor, *, today: date, closed: bool = False) -> list[AlertRow]:
    """Open or closed alerts. Sixteen queries, whatever their number."""
    found = alerts_for(actor, today=today, closed=closed)
    stays = Stay.objects.visible_to(actor).filter(pk__in=[one.stay for one in found])
    loaded = {one.pk: one for one in stays.select_related("host", "journey__candidate__person")}
    closings = ClosedAlert.objects.visible_to(actor).filter(stay__in=loaded).select_related("by")
    done = {one.stay_id: one for one in closings}
    return [AlertRow(loaded[one.stay], one.year, done.get(one.stay)) for one in found]


def season_alert(actor: Actor, stay_number: str, *, today: date) -> AlertRow:
    """One alert; ``NotPermitted`` where there is none for this actor."""
    rows = [
        *season_alerts(actor, today=today),
        *season_alerts(actor, today=today, closed=True),
    ]
    found = next((one for one in rows if one.stay.number == stay_number), None)
    if found is None:
        raise NotPermitted(stay_number)
    return found
