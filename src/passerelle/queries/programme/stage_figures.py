"""How many open cases stand at each stage of a scheme, for how long, and how many are overdue."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from django.db.models import Count, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.journey.reasons import RESULTS
from passerelle.records.journeys.models import Journey, StageChange


@dataclass(frozen=True, slots=True)
class StageFigure:
    """The figures of one stage; ``days`` is the median of the days that its cases have stood there."""

    cases: int
    days: int
    overdue: int


# Stages that say that somebody has a place or work, wherever it is done; moving is another matter.
PLACED = ("placed", "working_at_home", "working_remotely")


@dataclass(frozen=True, slots=True)
class Reached:
    """How many people of a scheme were placed, and how many of all moved to another country."""

    placed: int
    moved: int


def reached(actor: Actor, scheme: str) -> Reached | None:
    """From cases that are open or came to a result; ``None`` for whoever may not read cases. One query."""
    if not actor.may(Permission.JOURNEY_READ):
        return None
    cases = Journey.objects.visible_to(actor).filter(candidate__scheme__code=scheme)
    kept = cases.filter(Q(ended_on__isnull=True) | Q(stage__in=RESULTS))
    rows = StageChange.objects.filter(journey__in=kept)
    found = rows.aggregate(
        placed=Count("journey", distinct=True, filter=Q(after__in=PLACED)),
        moved=Count("journey", distinct=True, filter=Q(event="departed")),
    )
    return Reached(found["placed"], found["moved"])


def stage_figures(actor: Actor, scheme: str, *, on: date) -> dict[tuple[str, str], StageFigure] | None:
    """By track and stage; ``None`` for whoever may not read cases. One query."""
    if not actor.may(Permission.JOURNEY_READ):
        return None
    open_ = Journey.objects.visible_to(actor).filter(candidate__scheme__code=scheme, ended_on__isnull=True)
    rows = open_.order_by().values_list("track", "stage", "since")
    counted = rows.annotate(cases=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on)))
    stood: dict[tuple[str, str], list[int]] = defaultdict(list)
    late: dict[tuple[str, str], int] = defaultdict(int)
    for track, stage, since, cases, overdue in counted:
        stood[track, stage] += [(on - since).days] * cases
        late[track, stage] += overdue
    return {key: StageFigure(len(days), median_low(days), late[key]) for key, days in stood.items()}
