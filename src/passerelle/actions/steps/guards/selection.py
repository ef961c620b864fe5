"""Guards answered by selection: applications, interviews."""

from collections.abc import Collection, Mapping

from passerelle.actions.steps.guards.check import GuardCheck
from passerelle.records.calls.models import Application
from passerelle.records.interviews.models import Interview

WHY = "the action reached these people"
NOT_COMPLETE = ("prospect", "draft", "withdrawn", "closed")


def application_complete(candidates: Collection[int]) -> set[int]:
    """Who has an application handed in: it could be only with everything that its call needs."""
    rows = Application.objects.unscoped(WHY).filter(candidate__in=candidates).exclude(state__in=NOT_COMPLETE)
    return {one for one in rows.values_list("candidate_id", flat=True) if one is not None}


def interview_held(candidates: Collection[int]) -> set[int]:
    """Who was heard in some interview."""
    rows = Interview.objects.unscoped(WHY).filter(candidate__in=candidates, held_at__isnull=False)
    return set(rows.values_list("candidate_id", flat=True))


GUARD_CHECKS: Mapping[str, GuardCheck] = {
    "application_complete": application_complete,
    "interview_held": interview_held,
}
