"""Ties between organisations, for the scheme's staff."""

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.partnerships.models import OrganisationTie


def ties(actor: Actor, organisation: str = "") -> list[OrganisationTie]:
    """All ties, those that still hold first; of one organisation when its number is given. One query."""
    actor.must(Permission.EMPLOYER_REVIEW)
    rows = OrganisationTie.objects.select_related("one", "other").order_by("until", "one__name", "pk")
    found = list(rows)
    if organisation:
        found = [one for one in found if organisation in (one.one.number, one.other.number)]
    return sorted(found, key=lambda one: (one.until is not None, one.one.name, one.other.name))
