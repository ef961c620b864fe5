"""Until when the permits behind stays are good."""

from collections.abc import Iterable
from datetime import date

from passerelle.records.permits.models import PermitEntry
from passerelle.records.stays.models import Stay


def permit_until(stays: Iterable[Stay]) -> dict[int, date]:
    """By stay, the last day of the permit or visa that was granted or extended last. One query."""
    by_case: dict[int, list[int]] = {}
    for one in stays:
        by_case.setdefault(one.journey_id, []).append(one.pk)
    rows = PermitEntry.objects.filter(
        file__journey__in=by_case, file__state="granted", kind__in=("granted", "extended"), until__isnull=False
    ).order_by("on", "pk")
    found = dict(rows.values_list("file__journey", "until"))
    return {stay: until for case, until in found.items() if until for stay in by_case[case]}
