"""Hand-overs within reach: who carries whose cases until when, with the notes, and what is due soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.journeys.models import HandedCase, Handover, Journey

WHY = "in which schemes a hand-over holds cases"
SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """A hand-over with those of its cases that are within reach, the soonest term first."""

    row: Handover
    cases: tuple[HandedCase, ...]
    soon: int  # open cases whose next step is due within 14 days, or overdue
    may_take_back: bool


def handovers(actor: Actor) -> QuerySet[Handover]:
    """The newest first, each with ``reached``: how many of its cases the actor may read. One query."""
    actor.must(Permission.JOURNEY_READ)
    mine = HandedCase.objects.filter(journey__in=Journey.objects.visible_to(actor))
    rows = Handover.objects.filter(Exists(mine.filter(handover=OuterRef("pk"))))
    reached = Count("cases", filter=Q(cases__journey__in=Journey.objects.visible_to(actor)))
    return rows.annotate(reached=reached).select_related("receiver", "by").order_by("-at", "-pk")


def handover_page(actor: Actor, number: str, *, on: date) -> HandoverPage:
    """One hand-over; constant queries. ``DoesNotExist`` where none of its cases is within reach."""
    row = handovers(actor).get(number=number)
    lines = HandedCase.objects.filter(handover=row, journey__in=Journey.objects.visible_to(actor))
    joined = lines.select_related("journey__candidate__person", "journey__candidate__scheme", "former")
    cases = sorted(joined, key=lambda one: (one.journey.due_on or date.max, one.pk))
    every = Journey.objects.unscoped(WHY).filter(handed__handover=row)
    schemes = set(every.values_list("candidate__scheme", flat=True))
    may = all(actor.may(Permission.CASE_HAND_OVER, scheme=scheme) for scheme in schemes)
    open_ = row.until is not None and row.ended_at is None
    soon = due_soon((one.journey.due_on for one in cases), on=on)
    return HandoverPage(row, tuple(cases), soon, may and open_)


def due_soon(days: Iterable[date | None], *, on: date) -> int:
    """How many of these terms lie within the next 14 days, or have passed."""
    return sum(1 for day in days if day is not None and day <= on + SOON)


def last_handing(journey: Journey) -> HandedCase | None:
    """The last time a case that was reached changed hands, with its note; ``None``: never."""
    lines = HandedCase.objects.filter(journey=journey).select_related("handover__receiver", "handover__by")
    return lines.order_by("-handover__at", "-pk").first()
