"""Ties between organisations for the scheme's staff, and hosts about whom no officer may hear."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.partnerships.models import Organisation, OrganisationTie, Scheme
from passerelle.records.partnerships.officers import officers_on
from passerelle.records.stays.hosts import hosts_now, organisations_of


def _schemes(actor: Actor) -> frozenset[int] | None:
    """Where the actor looks at employers; whoever gives people their roles looks everywhere (``None``)."""
    if actor.may(Permission.PEOPLE_ADMIN):
        return None
    actor.must(Permission.EMPLOYER_REVIEW)
    return actor.schemes(Permission.EMPLOYER_REVIEW)


@dataclass(frozen=True, slots=True)
class Unheard:
    """A host in a scheme whose officers are all tied to it; ``elsewhere``: those of another scheme hear it."""

    scheme: Scheme
    host: Organisation
    elsewhere: bool


def ties(actor: Actor, organisation: str = "") -> list[OrganisationTie]:
    """Ties of organisations of the actor's schemes, those that still hold first; of one when it is named."""
    near = organisations_of(_schemes(actor))
    rows = OrganisationTie.objects.filter(Q(one__in=near) | Q(other__in=near)).select_related("one", "other")
    if organisation:
        rows = rows.filter(Q(one__number=organisation) | Q(other__number=organisation))
    return sorted(rows, key=lambda one: (one.until is not None, one.one.name, one.other.name, one.pk))


def unheard_hosts(actor: Actor, *, today: date) -> list[Unheard]:
    """Hosts of people for whom the scheme has no officer without a tie. Six queries.

    It follows from roles and ties alone, whether anybody told anything or not: so it may be read by whoever
    names officers, and tells nothing.
    """
    schemes = _schemes(actor)
    officers = officers_on(today)
    lost = [one for one in hosts_now(schemes) if not officers.of_the_scheme(*one)]
    names = Organisation.objects.in_bulk({host for _scheme, host in lost})
    known = {one.pk: one for one in Scheme.objects.visible_to(actor)}
    found = [
        Unheard(known[scheme], names[host], bool(officers.free(scheme, host)))
        for scheme, host in lost
        if scheme in known
    ]
    return sorted(found, key=lambda one: (one.scheme.code, one.host.name))
