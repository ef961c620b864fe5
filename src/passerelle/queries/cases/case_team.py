"""Who carries cases in the schemes where the actor may hand them over."""

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import PERMISSIONS, Role
from passerelle.records.partnerships.models import Membership

CARRIES = tuple(role for role in Role if Permission.CASE_HAND_OVER in PERMISSIONS[role])


def case_team(actor: Actor) -> list[tuple[int, str]]:
    """Account number and name of everybody with a casework role in these schemes; one query."""
    schemes = actor.schemes(Permission.JOURNEY_READ)
    held = Membership.objects.filter(role__in=CARRIES, until__isnull=True, user__is_active=True)
    if schemes is not None:
        held = held.filter(scheme__in=schemes)
    return list(held.order_by("user__name").values_list("user_id", "user__name").distinct())
