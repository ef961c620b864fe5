"""What the end of a stay and its helpers ask of a person now."""

from collections.abc import Iterable, Sequence
from datetime import date

from passerelle.domain.stays.kinds import WITHOUT_TRAVEL
from passerelle.queries.own.asked import Task
from passerelle.records.mentoring.models import Helper
from passerelle.records.returns.near import ends_near
from passerelle.records.stays.models import Stay

WHY = "the rows are the person's own"


def from_ends(people: Sequence[str], *, on: date) -> Iterable[Task]:
    """Helpers to answer, and ends that come near without a plan; due on the planned end. Three queries."""
    asked = Helper.objects.unscoped(WHY).filter(
        stay__journey__candidate__person__number__in=people, answer="", until__isnull=True
    )
    for row in asked.select_related("stay__journey__candidate__scheme").order_by("pk"):
        yield Task("helper", row.number, row.name, row.stay.journey.candidate.scheme.name)
    near = Stay.objects.unscoped(WHY).filter(
        ends_near(on), journey__candidate__person__number__in=people, ended_on__isnull=True
    )
    rows = near.exclude(kind__in=WITHOUT_TRAVEL).exclude(end_plan__choice__gt="")
    for stay in rows.select_related("host", "journey__candidate__scheme").order_by("pk"):
        scheme = stay.journey.candidate.scheme.name
        yield Task("plan_end", stay.number, stay.host.name, scheme, due=stay.planned_until)
