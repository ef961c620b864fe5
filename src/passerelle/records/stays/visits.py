"""How long people have been in the Schengen area for short stays."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from passerelle.domain.pathways.short_stays import Stay as Spent
from passerelle.records.journeys.models import StageChange
from passerelle.records.stays.models import Stay

WHY = "days count for the traveller, whoever recorded them"
SHORT_STAYS = ("visiting",)


def visits_of(people: Collection[int], *, today: date) -> dict[int, list[Spent]]:
    """By person, short visits through all their cases in all schemes; one under way lasts until today.

    What stays record counts; where a case has none for those days, its stages do. Two queries.
    """
    found: dict[int, list[Spent]] = defaultdict(list)
    kept: dict[int, list[Spent]] = defaultdict(list)
    for row in _visits(people):
        journey, person, arrived, started, ended = row
        begun = min(filter(None, (arrived, started)))
        spent = Spent(begun, ended or max(today, begun))
        kept[journey].append(spent)
        found[person].append(spent)
    for journey, person, spent in _from_stages(people, today):
        if not any(spent.entry <= one.exit and one.entry <= spent.exit for one in kept[journey]):
            found[person].append(spent)
    return found


def _visits(people: Collection[int]) -> Iterable[tuple[int, int, date | None, date | None, date | None]]:
    rows = Stay.objects.unscoped(WHY).filter(journey__candidate__person__in=people, kind="visit")
    known = rows.filter(Q(arrived_on__isnull=False) | Q(started_on__isnull=False)).order_by("pk")
    return known.values_list("journey", "journey__candidate__person", "arrived_on", "started_on", "ended_on")


def _from_stages(people: Collection[int], today: date) -> Iterable[tuple[int, int, Spent]]:
    rows = StageChange.objects.filter(journey__candidate__person__in=people).order_by("journey", "at", "pk")
    entered: dict[int, tuple[int, date]] = {}
    for journey, person, after, at in rows.values_list("journey", "journey__candidate__person", "after", "at"):
        day = timezone.localdate(at)
        if journey in entered:
            who, since = entered.pop(journey)
            yield journey, who, Spent(since, day)
        if after in SHORT_STAYS:
            entered[journey] = (person, day)
    for journey, (who, since) in entered.items():
        yield journey, who, Spent(since, max(today, since))
