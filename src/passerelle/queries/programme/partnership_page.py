"""One partnership with its roadmap, parties and roundtables; never anything of a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.portfolio.areas import KEY_AREAS
from passerelle.records.partnerships.models import Scheme
from passerelle.records.portfolio.models import (
    FollowUp,
    Objective,
    Partnership,
    PartnershipAction,
    Party,
    Roundtable,
    RoundtableDecision,
)


@dataclass(frozen=True, slots=True)
class PartnershipPage:
    """What the page shows; ``areas`` are all five with their objectives and actions."""

    partnership: Partnership
    sources: Mapping[str, str]
    areas: list[tuple[str, list[Objective], list[PartnershipAction]]]
    parties: list[Party]
    roundtables: list[Roundtable]
    schemes: list[Scheme]
    may_write: bool


def partnership_page(actor: Actor, code: str) -> PartnershipPage:
    """Raises ``DoesNotExist`` out of reach; eight queries whatever its size."""
    partnership = Partnership.objects.visible_to(actor).get(code=code.lower())
    objectives = list(Objective.objects.visible_to(actor).filter(partnership=partnership))
    actions = list(PartnershipAction.objects.visible_to(actor).filter(partnership=partnership))
    joined = Partnership.objects.visible_to(actor).joined_by(actor, Permission.PARTNERSHIP_WRITE)
    follow_ups = Prefetch("follow_ups", FollowUp.objects.visible_to(actor).prefetch_related("changes"))
    decisions = RoundtableDecision.objects.visible_to(actor).prefetch_related(follow_ups)
    meetings = Roundtable.objects.visible_to(actor).filter(partnership=partnership)
    linked = Scheme.objects.visible_to(actor).filter(partnership_links__partnership=partnership)
    return PartnershipPage(
        partnership=partnership,
        sources=partnership.facts.get("sources") or {},
        areas=[
            (
                area,
                [one for one in objectives if one.area == area],
                [one for one in actions if one.area == area],
            )
            for area in KEY_AREAS
        ],
        parties=list(Party.objects.visible_to(actor).filter(partnership=partnership)),
        roundtables=list(meetings.prefetch_related(Prefetch("decisions", decisions))),
        schemes=list(linked.order_by("code")),
        may_write=joined.filter(pk=partnership.pk).exists(),
    )


def action_rows(actor: Actor, *, partnership: str = "", area: str = "", level: str = "") -> QuerySet[Any]:
    """Actions of all partnerships, narrowed; one query, for a page or a file."""
    actor.must(Permission.PARTNERSHIP_READ)
    wanted = {"partnership__code": partnership, "area": area, "level": level}
    rows = PartnershipAction.objects.visible_to(actor).filter(**{k: v for k, v in wanted.items() if v})
    return rows.select_related("partnership").order_by("partnership__code", "area", "start", "pk")
