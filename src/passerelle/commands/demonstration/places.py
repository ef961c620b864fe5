"""People waiting for one of YGCA's hundred grants, once every grant is held."""

from passerelle.actions.quotas.waiting import join_waiting_list
from passerelle.commands.simulation.quotas import open_quotas
from passerelle.commands.simulation.world import WHY, World
from passerelle.records.journeys.models import Journey

WAITING = 12


def fill_waiting_list(world: World) -> None:
    """The next in order wait (an invented order), once."""
    quota = open_quotas(world)
    if quota is None or quota.taken < quota.places or quota.waiting.exists():
        return
    begun = Journey.objects.unscoped(WHY).filter(candidate__scheme=world.scheme)
    under_way = set(begun.values_list("candidate__number", flat=True))
    next_ones = [number for number in world.candidates if number not in under_way]
    join_waiting_list(world.staff, quota.number, next_ones[:WAITING])
