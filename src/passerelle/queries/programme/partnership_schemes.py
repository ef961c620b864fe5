"""What schemes aimed at, published and reached, for the page that compares partnerships.

Small numbers stay small words: for who may not read the cases, 1 to 9 is told as fewer than ten.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.domain.journey.own_results import STAGES, placed
from passerelle.domain.kernel.disclosure import Sum, hidden
from passerelle.queries.programme.portfolio import published
from passerelle.records.journeys.models import StageChange
from passerelle.records.partnerships.models import Scheme, SchemeVersion


@dataclass(frozen=True, slots=True)
class SchemeFigures:
    """A scheme's target in force, the published count of people placed, and that of this installation."""

    code: str
    target: Mapping[str, Any] | None
    versions: int
    published: object
    placed: int | None  # None: a small count, and the reader may not know how many
    by_kind: tuple[tuple[str, int | None], ...]  # of each kind of track, its own result
    may_read: bool


def scheme_figures(actor: Actor, codes: Collection[str]) -> dict[str, SchemeFigures]:
    """By code; three queries whatever the number of schemes."""
    schemes = list(Scheme.objects.visible_to(actor).filter(code__in=codes))
    current = {scheme.pk: scheme.current for scheme in schemes}
    versions = SchemeVersion.objects.filter(scheme_id__in=current).values_list("scheme_id", "number", "facts")
    facts = {scheme: facts for scheme, number, facts in versions if current[scheme] == number}
    reached = _reached(current)
    whole = actor.schemes(Permission.CANDIDATE_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    return {
        scheme.code: _figures(
            scheme.code,
            facts.get(scheme.pk, {}),
            reached.get(scheme.pk, []),
            may_read=whole is None or scheme.pk in whole,
        )
        for scheme in schemes
    }


def _reached(schemes: Iterable[int]) -> dict[int, list[tuple[int, str, str]]]:
    """By scheme: candidacy, track and stage of every change to a stage that may be a track's result."""
    changes = StageChange.objects.filter(after__in=STAGES, journey__candidate__scheme_id__in=schemes).order_by()
    found: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    rows = changes.values_list(
        "journey__candidate__scheme_id", "journey__candidate_id", "journey__track", "after"
    )
    for scheme, candidate, track, stage in rows.distinct():
        found[scheme].append((candidate, track, stage))
    return found


def _figures(
    code: str, facts: Mapping[str, Any], reached: list[tuple[int, str, str]], *, may_read: bool
) -> SchemeFigures:
    targets = facts.get("target") or ()
    kinds = {one["id"]: one["kind"] for one in facts.get("track") or ()}
    people = placed(reached, kinds)
    counts = {
        "": len(set().union(*people.values())),
        **{kind: len(people.get(kind, ())) for kind in kinds.values()},
    }
    kept = set() if may_read else hidden(counts, [Sum("", tuple(dict.fromkeys(kinds.values())))])
    told = {kind: None if kind in kept else count for kind, count in counts.items()}
    return SchemeFigures(
        code=code,
        target=targets[-1] if targets else None,
        versions=len(targets),
        published=published(facts, "placed"),
        placed=told.pop(""),
        by_kind=tuple(told.items()),
        may_read=may_read,
    )
