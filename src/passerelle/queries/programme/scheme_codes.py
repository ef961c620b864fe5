"""The codes of the schemes in which something is permitted, for choices on pages."""

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.partnerships.models import Scheme


def scheme_codes(actor: Actor, permission: Permission) -> list[str]:
    """Codes in alphabetical order; one query."""
    reached = actor.schemes(permission)
    schemes = Scheme.objects.unscoped("the filter below is the actor's own reach")
    if reached is not None:
        schemes = schemes.filter(pk__in=reached)
    return list(schemes.order_by("code").values_list("code", flat=True))
