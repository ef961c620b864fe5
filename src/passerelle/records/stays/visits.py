"""The short visits of travellers in the Schengen area: one count for guards, plans and pages."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.utils import timezone

from passerelle.domain.pathways.short_stays import Stay as Spent
from passerelle.domain.stays.visits import Travelled
from passerelle.records.journeys.models import StageChange
from passerelle.records.stays.models import Stay

WHY = "days count for the traveller, whoever recorded them"
SHORT_STAYS = ("visiting",)
DAY = timedelta(days=1)


def visits_of(people: Collection[int], *, today: date, but: int | None = None) -> dict[int, Travelled]:
    """By person (each of ``people``), short visits through all their cases in all schemes; two queries.

    Spent: what stays record, up to today; where a case has no stay for those days, its stages count. Planned:
    the days after today that open visits plan; a visit without a planned end plans nothing that could be
    counted. ``but``: the key of a stay that is left out, since its days are being planned anew.
    """
    spent: dict[int, list[Spent]] = defaultdict(list)
    planned: dict[int, list[Spent]] = defaultdict(list)
    kept: dict[int, list[Spent]] = defaultdict(list)
    for row in (
        Stay.objects.unscoped(WHY)
        .filter(journey__candidate__person__in=people, kind="visit")
        .order_by("pk")
        .select_related("journey__candidate")
    ):
        person, made = row.journey.candidate.person_id, _made(row, today)
        if made:
            kept[row.journey_id].append(made)
        if row.pk == but:
            continue
        spent[person] += [made] if made else []
        planned[person] += _ahead(row, today)
    for journey, person, one in _from_stages(people, today):
        if not any(one.entry <= other.exit and other.entry <= one.exit for other in kept[journey]):
            spent[person].append(one)
    return {one: Travelled(tuple(spent[one]), tuple(planned[one])) for one in people}


def _made(row: Stay, today: date) -> Spent | None:
    """The days that were spent; a visit under way lasts until today."""
    begun = min(filter(None, (row.arrived_on, row.started_on)), default=None)
    return Spent(begun, row.ended_on or max(today, begun)) if begun else None


def _ahead(row: Stay, today: date) -> list[Spent]:
    """The days that an open visit still plans, tomorrow the earliest for whoever has arrived."""
    if row.ended_on is not None or row.planned_until is None or row.planned_from is None:
        return []
    first = today + DAY if row.arrived_on or row.started_on else today
    begins = max(row.planned_from, first)
    return [Spent(begins, row.planned_until)] if begins <= row.planned_until else []


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
