"""YGCA's hundred grants as a quota, with people waiting for it; opened before anybody is offered a seat."""

from passerelle.actions.quotas.opening import Limits, open_quota
from passerelle.actions.quotas.waiting import join_waiting_list
from passerelle.commands.simulation.world import WHY, World
from passerelle.records.journeys.models import Journey
from passerelle.records.quotas.models import Quota

GRANTS = "selected"  # the fact of the scheme's file that counts them
NAME = "Grants"
WAITING = 12


def open_grants(world: World) -> None:
    """As many places as grants were published, once."""
    fact = world.stated.fact(GRANTS)
    if fact is None or not isinstance(fact.value, int) or _grants(world) is not None:
        return
    source = world.stated.sources.get(fact.source or "", fact.source or "")
    open_quota(world.staff, world.scheme.code, Limits(name=NAME, places=fact.value, source=source))


def fill_waiting_list(world: World) -> None:
    """The next in order wait (an invented order) once every grant is held."""
    quota = _grants(world)
    if quota is None or quota.taken < quota.places or quota.waiting.exists():
        return
    begun = Journey.objects.unscoped(WHY).filter(candidate__scheme=world.scheme)
    under_way = set(begun.values_list("candidate__number", flat=True))
    next_ones = [number for number in world.candidates if number not in under_way]
    join_waiting_list(world.staff, quota.number, next_ones[:WAITING])


def _grants(world: World) -> Quota | None:
    return Quota.objects.unscoped(WHY).filter(scheme=world.scheme, name=NAME).first()
