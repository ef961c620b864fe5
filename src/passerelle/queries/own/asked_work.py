"""What work asks of a person: months whose pay was stated, and whether the labour inspectorate may be told."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from passerelle.queries.own.asked import Task
from passerelle.records.work.models import PayStatement, WorkerWord, WorkFlag

WHY = "the rows are the person's own"
FRESH = timedelta(days=60)  # older months are not asked about; a choice of this project


def from_work(people: Sequence[str], *, on: date) -> Iterable[Task]:
    """Months to look at while they are fresh, and flags that wait for the person's word. Two queries."""
    said = WorkerWord.objects.unscoped(WHY).filter(stay=OuterRef("stay"), month=OuterRef("month"))
    stated = PayStatement.objects.unscoped(WHY).filter(
        stay__journey__candidate__person__number__in=people,
        replaced_at__isnull=True,
        month__gte=on - FRESH,
    )
    rows = stated.filter(~Exists(said)).select_related("stay__host", "stay__journey__candidate__scheme")
    for row in rows.order_by("month", "pk"):
        yield Task("pay", row.number, row.stay.host.name, row.stay.journey.candidate.scheme.name)
    open_ = WorkFlag.objects.unscoped(WHY).filter(
        stay__journey__candidate__person__number__in=people, closed_at__isnull=True, choice=""
    )
    for flag in open_.select_related("stay__host", "stay__journey__candidate__scheme").order_by("pk"):
        yield Task("inspectorate", flag.number, flag.stay.host.name, flag.stay.journey.candidate.scheme.name)
