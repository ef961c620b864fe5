"""An application begins the case of whoever has none under way."""

from collections.abc import Sequence
from datetime import datetime

from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.calls.models import Call
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey

WHY = "people whose application was handed in above"


def begin_applied(
    note: Writing, call: Call, candidates: Sequence[Candidate], *, by: Actor, at: datetime
) -> list[Journey]:
    """Begin the cases on the call's track, as the applicants' own act; who is under way goes on."""
    open_ = Journey.objects.unscoped(WHY).filter(candidate__in=candidates, ended_on__isnull=True)
    under_way = set(open_.values_list("candidate_id", flat=True))
    free = [one for one in candidates if one.pk not in under_way]
    if not free:
        return []
    return journeys.begin(note, free, event="applied", by=by, at=at, track=call.track, who=Role.CANDIDATE)
