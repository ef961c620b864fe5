"""The pauses of stays that a named person accepted."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from passerelle.domain.stays.changes import ACCEPTED, SUSPENSION
from passerelle.domain.stays.pauses import Pause
from passerelle.records.stays.models import Stay, StayChange

WHY = "the stays were reached"


Stays = Collection[int] | Sequence[Stay] | QuerySet[Stay, Any]


def pauses_of(stays: Stays) -> Mapping[int, tuple[Pause, ...]]:
    """By stay, its pauses in their order; a stay without one answers with none. One query."""
    found: dict[int, tuple[Pause, ...]] = defaultdict(tuple)
    rows = StayChange.objects.unscoped(WHY).filter(
        stay__in=stays, kind=SUSPENSION, answer=ACCEPTED, from_on__isnull=False, until__isnull=False
    )
    for stay, first, last in rows.order_by("from_on", "pk").values_list("stay", "from_on", "until"):
        if first and last:
            found[stay] += (Pause(first, last),)
    return found
