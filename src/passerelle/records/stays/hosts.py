"""The organisations of schemes, and the hosts that have people now."""

from collections.abc import Collection

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.employers.models import EmployerFile
from passerelle.records.partnerships.models import Membership
from passerelle.records.stays.models import Stay

WHY = "which organisations belong to a scheme"


def organisations_of(schemes: Collection[int] | None) -> frozenset[int]:
    """Organisations with a file, people or accounts in one of the schemes (``None``: in any). Three queries."""
    files, stays = EmployerFile.objects.unscoped(WHY), Stay.objects.unscoped(WHY)
    members = Membership.objects.filter(organisation__isnull=False)
    if schemes is not None:
        files, members = files.filter(scheme__in=schemes), members.filter(scheme__in=schemes)
        stays = stays.filter(journey__candidate__scheme__in=schemes)
    found = set(files.values_list("organisation", flat=True))
    found |= set(stays.order_by().values_list("host", flat=True).distinct())
    return frozenset(found | {one for one in members.values_list("organisation", flat=True) if one is not None})


def organisations_to_tie(actor: Actor) -> frozenset[int]:
    """Those of the schemes in which the actor looks at employers. Three queries."""
    return organisations_of(actor.schemes(Permission.EMPLOYER_REVIEW))


def hosts_now(schemes: Collection[int] | None) -> list[tuple[int, int]]:
    """Each scheme (of these, or of all) with each host of people in it now. One query."""
    rows = Stay.objects.unscoped(WHY).filter(ended_on__isnull=True)
    if schemes is not None:
        rows = rows.filter(journey__candidate__scheme__in=schemes)
    pairs = rows.order_by().values_list("journey__candidate__scheme", "host").distinct()
    return sorted(pairs)
