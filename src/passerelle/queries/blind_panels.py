"""Whom a panelist must not know by name yet: everybody heard in a blind round of theirs that is not ranked."""

from collections.abc import Collection

from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.records.interviews.models import Interview

WHY = "asked only whether the reader sits on the panel"


def is_blind_to(actor: Actor, numbers: Collection[str]) -> bool:
    """Whether a number (candidacy, person, case, application) is of somebody the reader scores blindly now.

    One query; none without an account.
    """
    if actor.id is None or not numbers:
        return False
    rows = Interview.objects.unscoped(WHY).filter(
        round__blind=True, round__ranked_at__isnull=True, round__panel__user=actor.id
    )
    named = Q(candidate__number__in=numbers) | Q(candidate__person__number__in=numbers)
    named |= Q(candidate__journeys__number__in=numbers) | Q(candidate__applications__number__in=numbers)
    named |= Q(candidate__referrals__number__in=numbers) | Q(candidate__contests__number__in=numbers)
    return rows.filter(named).exists()
