"""The employers to whom people within reach are put forward, or who made them an offer."""

from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Organisation
from passerelle.records.selection.models import Offer, Referral

WHY = "joined to candidacies within reach"


def case_employers(actor: Actor) -> list[tuple[str, str]]:
    """Number and name of each, by name; one query."""
    actor.must(Permission.JOURNEY_READ)
    reached = Candidate.objects.visible_to(actor)
    referrals = Referral.objects.unscoped(WHY).filter(candidate__in=reached, ended_at__isnull=True)
    offers = Offer.objects.filter(candidate__in=reached, released_at__isnull=True)
    rows = Organisation.objects.filter(
        Q(pk__in=referrals.values("vacancy__employer")) | Q(pk__in=offers.values("place__vacancy__employer"))
    )
    return list(rows.order_by("name", "pk").values_list("number", "name"))


def with_employer(number: str) -> Q:
    """The cases of people who are put forward to an employer, or hold its offer."""
    referrals = Referral.objects.unscoped(WHY).filter(ended_at__isnull=True, vacancy__employer__number=number)
    offers = Offer.objects.filter(released_at__isnull=True, place__vacancy__employer__number=number)
    return Q(candidate__in=referrals.values("candidate")) | Q(candidate__in=offers.values("candidate"))
