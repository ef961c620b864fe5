"""Back to the list: a no of one employer ends what was put forward to it, not the person's case."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from passerelle.actions.steps.journey.journeys import follow_all, follow_moved_up
from passerelle.actions.steps.places.reserve import free_round_places
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.records.candidates.models import Candidate
from passerelle.records.selection.models import Referral

WHY = "the action reached these people"


def not_retained(
    note: Writing, candidates: Collection[Candidate], *, by: Actor, at: datetime, reason: str
) -> None:
    """Send those back for whom nothing else is open; with another employer open, the case stays where it is.

    Call it after the referrals have ended. Constant queries.
    """
    others = set(_open(candidates).values_list("candidate_id", flat=True))
    people = [one for one in candidates if one.pk not in others]
    follow_all(note, people, "not_retained", by=by, at=at, who=CHECKED, reason=reason)


def offer_over(  # what, by whom, when, why
    note: Writing, candidate: Candidate, event: str, *, by: Actor, at: datetime, reason: str
) -> None:
    """After an offer that came to nothing: back on the list, or where another open referral stands."""
    if not follow_all(note, [candidate], event, by=by, at=at, who=CHECKED, reason=reason):
        return
    left = list(_open([candidate]))
    if not left:
        return
    follow_all(note, [candidate], "referred", by=by, at=at, who=CHECKED)
    if any(one.agreed_at for one in left):
        follow_all(note, [candidate], "agreed", by=by, at=at, who=CHECKED)
        if any(one.agreed_at and one.wanted_at for one in left):
            follow_all(note, [candidate], "shortlisted", by=by, at=at, who=CHECKED)


def next_in_reserve(
    note: Writing, people: Collection[Candidate], within: Q, *, by: Actor, at: datetime
) -> None:
    """Places of interview rounds that these people had go on to the reserve list, and the cases with them."""
    rows = free_round_places(note, {one.pk for one in people}, within=within, at=at)
    if rows:
        follow_moved_up(note, [one.candidate for one in rows], by=by, at=at)


def _open(candidates: Collection[Candidate]) -> QuerySet[Referral]:
    rows = Referral.objects.unscoped(WHY).filter(candidate__in=[one.pk for one in candidates])
    return rows.filter(ended_at__isnull=True)
