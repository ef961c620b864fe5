"""Quotas that a scheme has by a published count: opened before anybody is offered a place."""

from passerelle.actions.quotas.opening import Limits, open_quota
from passerelle.commands.simulation.world import WHY, World
from passerelle.records.quotas.models import Quota

# Scheme -> what the quota is called, and the fact of its file that says how many places it has.
QUOTAS = {"ygca": ("Grants", "selected")}


def open_quotas(world: World) -> Quota | None:
    """The scheme's quota, opened once; ``None`` where no source gives it one."""
    name, code = QUOTAS.get(world.scheme.code, ("", ""))
    fact = world.stated.fact(code) if code else None
    if fact is None or not isinstance(fact.value, int):
        return None
    mine = Quota.objects.unscoped(WHY).filter(scheme=world.scheme, name=name)
    if not mine.exists():
        source = world.stated.sources.get(fact.source or "", fact.source or "")
        open_quota(world.staff, world.scheme.code, Limits(name=name, places=fact.value, source=source))
    return mine.get()
