"""A person's own departure: what is settled, the journey, the briefing, the exit papers."""

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.queries.legal.departures import DepartureRow, departure_rows
from passerelle.records.journeys.models import Journey


def own_departures(actor: Actor) -> list[DepartureRow]:
    """The person's open cases, each with its departure; ten queries whatever their number."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = Journey.objects.visible_to(actor).filter(candidate__person__number__in=people, ended_on__isnull=True)
    joined = rows.select_related("candidate__person", "candidate__scheme", "candidate__brought_by")
    return departure_rows(list(joined.order_by("-pk")))
