"""What is settled before departure."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone

from passerelle.domain.schemes.kept import departure_gate
from passerelle.records.contracts.models import ContractVersion
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.permits.models import Briefing, Preparation, Travel
from passerelle.records.selection.models import Offer
from passerelle.records.signing.models import Signature

WHY = "guards answer for the cases that an action reached"


def settled_by(candidates: Collection[int]) -> dict[int, set[str]]:
    """The things settled in each person's open case; a signed text counts as read. Four queries.

    A journey that is booked and a briefing that the person acknowledged count, too; an insurance whose last
    day has passed does not.
    """
    found: dict[int, set[str]] = defaultdict(set)
    open_ = {"journey__candidate__in": candidates, "journey__ended_on__isnull": True}
    in_force = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
    prepared = Preparation.objects.filter(in_force, **open_)
    for candidate, code in prepared.values_list("journey__candidate", "code"):
        found[candidate].add(code)
    versions = ContractVersion.objects.filter(
        contract__candidate__in=candidates,
        contract__ended_on__isnull=True,
        paper__withdrawn_at__isnull=True,
        paper__in=Signature.objects.filter(role__in=("worker", "student"), signed_at__isnull=False).values(
            "paper"
        ),
    )
    for candidate in versions.values_list("contract__candidate", flat=True):
        found[candidate].add("contract")
    travels = Travel.objects.filter(**open_, replaced_at__isnull=True)
    briefings = Briefing.objects.filter(**open_, replaced_at__isnull=True, acknowledged_at__isnull=False)
    for candidate in travels.values_list("journey__candidate", flat=True):
        found[candidate].add("travel")
    for candidate in briefings.values_list("journey__candidate", flat=True):
        found[candidate].add("briefing")
    return found


def gates_of(candidates: Collection[int]) -> dict[int, tuple[str, ...]]:
    """What each person's open case must settle, as its scheme's file states. Three queries."""
    offers = Offer.objects.filter(candidate__in=candidates, released_at__isnull=True).order_by("pk")
    routes = dict(offers.values_list("candidate", "place__vacancy__route"))
    rows = Journey.objects.unscoped(WHY).filter(candidate__in=candidates, ended_on__isnull=True)
    cases = list(rows.values_list("candidate", "scheme_version", "track"))
    versions = SchemeVersion.objects.in_bulk({version for _, version, _ in cases})
    return {
        candidate: departure_gate(versions[version].facts, track, routes.get(candidate) or "")
        for candidate, version, track in cases
    }
