"""Who reaches what hangs on a case for after the stay: staff by reach, the person her own."""

from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach


def reached(actor: Actor, candidate: str) -> Q | None:
    """A filter by the path to the candidacy (``journey__candidate`` for instance); ``None``: everything."""
    whole = actor.schemes(Permission.REINTEGRATION_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    if whole is None:
        return None
    found = Q(**{f"{candidate}__scheme_id__in": whole})
    for grant in actor.granting(Permission.REINTEGRATION_READ):
        if grant.organisation is not None and grant.scheme not in whole:
            own = {f"{candidate}__scheme_id": grant.scheme, f"{candidate}__brought_by_id": grant.organisation}
            found |= Q(**own)
    for grant in actor.granting(Permission.OWN_READ):
        found |= Q(**{f"{candidate}__person__number": grant.person})
    return found
