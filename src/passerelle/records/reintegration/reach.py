"""Who reaches what hangs on a case for after the stay: staff by reach, the person her own."""

from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.scope import about


def reached(actor: Actor, candidate: str) -> Q | None:
    """A filter by the path to the candidacy (``journey__candidate`` for instance); ``None``: everything."""
    return about(actor, Permission.REINTEGRATION_READ, candidate, organisation=f"{candidate}__brought_by_id")
