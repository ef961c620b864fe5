"""What is settled before departure, and how long people have been in the Schengen area for short stays."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from passerelle.domain.pathways.short_stays import Stay as Spent
from passerelle.domain.schemes.kept import departure_gate
from passerelle.records.contracts.models import ContractVersion
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.permits.models import Briefing, Preparation, Travel
from passerelle.records.selection.models import Offer
from passerelle.records.signing.models import Signature
from passerelle.records.stays.models import Stay

WHY = "guards answer for the cases that an action reached"
SHORT_STAYS = ("visiting",)


def settled_by(candidates: Collection[int]) -> dict[int, set[str]]:
    """The things settled in each person's open case; a signed text counts as read. Four queries.

    A journey that is booked and a briefing that the person acknowledged count, too.
    """
    found: dict[int, set[str]] = defaultdict(set)
    open_ = {"journey__candidate__in": candidates, "journey__ended_on__isnull": True}
    for candidate, code in Preparation.objects.filter(**open_).values_list("journey__candidate", "code"):
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


def stays_of(candidates: Collection[int], *, today: date) -> dict[int, list[Spent]]:
    """Short visits of each person, through all their cases; a visit under way lasts until today. Two queries.

    What stays record counts; where a case has none for those days, its stages do.
    """
    found: dict[int, list[Spent]] = defaultdict(list)
    kept: dict[int, list[Spent]] = defaultdict(list)
    for row in _visits(candidates):
        journey, candidate, arrived, started, ended = row
        begun = min(filter(None, (arrived, started)))
        spent = Spent(begun, ended or max(today, begun))
        kept[journey].append(spent)
        found[candidate].append(spent)
    for journey, candidate, spent in _from_stages(candidates, today):
        if not any(spent.entry <= one.exit and one.entry <= spent.exit for one in kept[journey]):
            found[candidate].append(spent)
    return found


def _visits(candidates: Collection[int]) -> Iterable[tuple[int, int, date | None, date | None, date | None]]:
    rows = Stay.objects.unscoped(WHY).filter(journey__candidate__in=candidates, kind="visit")
    known = rows.filter(Q(arrived_on__isnull=False) | Q(started_on__isnull=False)).order_by("pk")
    return known.values_list("journey", "journey__candidate", "arrived_on", "started_on", "ended_on")


def _from_stages(candidates: Collection[int], today: date) -> Iterable[tuple[int, int, Spent]]:
    rows = StageChange.objects.filter(journey__candidate__in=candidates).order_by("journey", "at", "pk")
    entered: dict[int, tuple[int, date]] = {}
    for journey, candidate, after, at in rows.values_list("journey", "journey__candidate", "after", "at"):
        day = timezone.localdate(at)
        if journey in entered:
            who, since = entered.pop(journey)
            yield journey, who, Spent(since, day)
        if after in SHORT_STAYS:
            entered[journey] = (candidate, day)
    for journey, (who, since) in entered.items():
        yield journey, who, Spent(since, max(today, since))
