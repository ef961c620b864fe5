"""What is settled before departure, and how long people have been in the Schengen area for short stays."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.utils import timezone

from passerelle.domain.pathways.short_stays import Stay
from passerelle.records.contracts.models import ContractVersion
from passerelle.records.journeys.models import StageChange
from passerelle.records.permits.models import Preparation
from passerelle.records.signing.models import Signature

SHORT_STAYS = ("visiting",)


def settled_by(candidates: Collection[int]) -> dict[int, set[str]]:
    """The things settled in each person's open case; a signed text counts as read. Two queries."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Preparation.objects.filter(journey__candidate__in=candidates, journey__ended_on__isnull=True)
    for candidate, code in rows.values_list("journey__candidate", "code"):
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
    return found


def stays_of(candidates: Collection[int], *, today: date) -> dict[int, list[Stay]]:
    """Short visits of each person, through all their cases; a visit under way lasts until today. One query."""
    rows = StageChange.objects.filter(journey__candidate__in=candidates).order_by("journey", "at", "pk")
    entered: dict[int, tuple[int, date]] = {}
    stays: dict[int, list[Stay]] = defaultdict(list)
    for journey, candidate, after, at in rows.values_list("journey", "journey__candidate", "after", "at"):
        day = timezone.localdate(at)
        if journey in entered:
            who, since = entered.pop(journey)
            stays[who].append(Stay(since, day))
        if after in SHORT_STAYS:
            entered[journey] = (candidate, day)
    for who, since in entered.values():
        stays[who].append(Stay(since, max(today, since)))
    return stays
