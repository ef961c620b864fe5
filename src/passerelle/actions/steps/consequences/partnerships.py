"""Consequences for partnerships: a job promised at home was not given, so something must make it good."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.actions.steps.promises import mark_all
from passerelle.domain.promises.standing import Noted
from passerelle.records.promises.models import Promise

WHY = "the journeys were reached"
OWED = ("job_at_origin", "employer_post", "seat")


def open_remedy(act: Act, moved: Sequence[Moved]) -> None:
    """What was promised to these people and is still open counts as broken; each gets its remedy."""
    people = {one.journey.candidate_id for one in moved}
    open_ = Promise.objects.unscoped(WHY).filter(candidate_id__in=people, kind__in=OWED, state="open")
    mark_all(act.note, list(open_), Noted("broken", timezone.localdate(act.at)), by=act.by)


CONSEQUENCES: Mapping[str, Consequence] = {"open_remedy": open_remedy}
