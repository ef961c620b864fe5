"""Whom a panelist must not know by name yet: everybody heard in a blind round of theirs that is not ranked."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.records.interviews.models import Interview

WHY = "asked only whether the reader sits on the panel"
Line = TypeVar("Line")


def is_blind_to(actor: Actor, numbers: Collection[str]) -> bool:
    """Whether a number (candidacy, person, case, application) is of somebody the reader scores blindly now.

    One query; none without an account.
    """
    if actor.id is None or not numbers:
        return False
    named = Q(candidate__number__in=numbers) | Q(candidate__person__number__in=numbers)
    named |= Q(candidate__journeys__number__in=numbers) | Q(candidate__applications__number__in=numbers)
    named |= Q(candidate__referrals__number__in=numbers) | Q(candidate__contests__number__in=numbers)
    return _scored_blindly(actor.id).filter(named).exists()


def people_scored_blindly(actor: Actor) -> frozenset[str]:
    """The numbers of the people and candidacies that the reader scores blindly now. One query."""
    if actor.id is None:
        return frozenset()
    rows = _scored_blindly(actor.id).values_list("candidate__person__number", "candidate__number")
    return frozenset(number for row in rows for number in row)


def without_blind_names(actor: Actor, lines: Iterable[Line]) -> Iterator[Line]:
    """Lines of a list (``person``, ``family_name``, ``given_name``, ``name_original``), blind ones unnamed."""
    hidden = people_scored_blindly(actor)
    for line in lines:
        row: Any = line
        if row.person in hidden:
            row = replace(row, family_name="", given_name="", name_original="")
        yield row


def _scored_blindly(user: int) -> QuerySet[Interview]:
    return Interview.objects.unscoped(WHY).filter(
        round__blind=True, round__ranked_at__isnull=True, round__panel__user=user
    )
