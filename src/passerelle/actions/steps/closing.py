"""Other applications close when somebody is hired; nothing about the other one is told."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Q

from passerelle.actions.steps.writing import Writing
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate

WHY = "people whose place was taken in the action above"


def close_other_applications(
    note: Writing, candidates: Collection[int], *, at: datetime, across_schemes: bool = False
) -> int:
    """Close the open applications of people who took a place; in other schemes only where the scheme says so.

    The application that led to the place stays ``selected``. Three queries, whatever the number of people.
    """
    people = Candidate.objects.unscoped(WHY).filter(pk__in=candidates)
    reached = Q(candidate__in=candidates) | Q(
        person__in=people.values("person"), call__scheme__in=people.values("scheme")
    )
    if across_schemes:
        reached = Q(person__in=people.values("person"))
    open_ = Application.objects.unscoped(WHY).filter(reached, ended_at__isnull=True)
    rows = list(
        open_.exclude(state__in=["selected", "not_eligible", "not_selected"]).select_related(
            "person", "call__scheme"
        )
    )
    Application.objects.unscoped(WHY).filter(pk__in=[row.pk for row in rows]).update(
        state="closed", reason_code="placed", ended_at=at, version=F("version") + 1, changed_at=at
    )
    for row in rows:
        note.about(row.number)
        if row.state != Application.State.PROSPECT:  # whoever was not told of it is not told of its end
            note.tell(
                row.person.number, "application_closed", {"scheme": row.call.scheme.name}, language=row.language
            )
    return len(rows)
