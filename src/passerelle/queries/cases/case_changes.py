"""What changed in the cases since a day: how often each event happened, and the newest changes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.journeys.models import Journey, StageChange

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Changes:
    """Counts by event, the most frequent first, and the changes themselves, newest first."""

    since: date
    counts: tuple[tuple[str, int], ...]
    rows: QuerySet[StageChange]


def last_monday(on: date) -> date:
    """The Monday of this week."""
    return on - timedelta(days=on.weekday())


def case_changes(actor: Actor, *, since: date, scheme: str = "", event: str = "") -> Changes:
    """The changes of stage within reach since the beginning of a day; one query for the counts."""
    actor.must(Permission.JOURNEY_READ)
    journeys = Journey.objects.visible_to(actor)
    if scheme:
        journeys = journeys.filter(candidate__scheme__code=scheme)
    begun: datetime = timezone.make_aware(datetime.combine(max(since, EARLIEST), time.min))
    found = StageChange.objects.filter(journey__in=journeys, at__gte=begun)
    counts = found.order_by().values_list("event").annotate(times=Count("pk")).order_by("-times", "event")
    rows = found.filter(event=event) if event else found
    joined = rows.select_related("journey__candidate__person", "journey__candidate__scheme", "by")
    return Changes(since, tuple(counts), joined.order_by("-at", "-pk"))
