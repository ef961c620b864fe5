"""What schemes aimed at, published and reached, for the page that compares partnerships.

Small numbers stay small words: for who may not read the cases, 1 to 9 is told as fewer than ten.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.domain.kernel.disclosure import is_small
from passerelle.queries.portfolio import published
from passerelle.records.journeys.models import StageChange
from passerelle.records.partnerships.models import Scheme, SchemeVersion


@dataclass(frozen=True, slots=True)
class SchemeFigures:
    """A scheme's target in force, the published count of people placed, and that of this installation."""

    code: str
    target: Mapping[str, Any] | None
    versions: int
    published: object
    placed: int | None  # None: fewer than ten, and the reader may not know how many
    may_read: bool


def scheme_figures(actor: Actor, codes: Collection[str]) -> dict[str, SchemeFigures]:
    """By code; three queries whatever the number of schemes."""
    schemes = list(Scheme.objects.visible_to(actor).filter(code__in=codes))
    current = {scheme.pk: scheme.current for scheme in schemes}
    versions = SchemeVersion.objects.filter(scheme_id__in=current).values_list("scheme_id", "number", "facts")
    facts = {scheme: facts for scheme, number, facts in versions if current[scheme] == number}
    changes = StageChange.objects.filter(after="placed", journey__candidate__scheme_id__in=current).order_by()
    counted = changes.values_list("journey__candidate__scheme_id")
    placed = dict(counted.annotate(Count("journey__candidate_id", distinct=True)))
    whole = actor.schemes(Permission.CANDIDATE_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    return {
        scheme.code: _figures(
            scheme.code,
            facts.get(scheme.pk, {}),
            placed.get(scheme.pk, 0),
            may_read=whole is None or scheme.pk in whole,
        )
        for scheme in schemes
    }


def _figures(code: str, facts: Mapping[str, Any], placed: int, *, may_read: bool) -> SchemeFigures:
    targets = facts.get("target") or ()
    hidden = not may_read and is_small(placed)
    return SchemeFigures(
        code=code,
        target=targets[-1] if targets else None,
        versions=len(targets),
        published=published(facts, "placed"),
        placed=None if hidden else placed,
        may_read=may_read,
    )
