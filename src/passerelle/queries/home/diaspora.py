"""The register of the diaspora, plans that fit a supporter with the reasons, and introductions."""

from collections.abc import Sequence
from dataclasses import dataclass

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.reintegration.pairing import Fit, fit
from passerelle.records.diaspora.models import Introduction, Supporter
from passerelle.records.diaspora.sides import side_of_plan, side_of_supporter
from passerelle.records.reintegration.models import ReintegrationPlan

WITH = ("journey__candidate__person", "journey__candidate__scheme")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class FittingPlan:
    """An open plan that fits, with what both share."""

    plan: ReintegrationPlan
    fit: Fit


@dataclass(frozen=True, slots=True)
class SupporterPage:
    """A supporter, the plans that fit best, and introductions so far."""

    supporter: Supporter
    plans: Sequence[FittingPlan]
    introductions: Sequence[Introduction]


def supporters(actor: Actor) -> list[Supporter]:
    """The register within reach, those who took their consent back last; one query."""
    actor.must(Permission.DIASPORA_READ)
    rows = Supporter.objects.visible_to(actor).select_related("scheme")
    return sorted(rows, key=lambda one: (one.withdrawn_on is not None, one.name.casefold(), one.pk))


def supporter_page(actor: Actor, number: str) -> SupporterPage:
    """One supporter; five queries. ``NotPermitted`` out of reach."""
    row = Supporter.objects.visible_to(actor).select_related("scheme").filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    made = (
        Introduction.objects.visible_to(actor)
        .filter(supporter=row)
        .select_related(*(f"plan__{one}" for one in WITH))
    )
    introductions = list(made)
    known = {one.plan_id for one in introductions}
    plans = ReintegrationPlan.objects.visible_to(actor).filter(
        closed_on__isnull=True, journey__candidate__scheme=row.scheme
    )
    found = []
    if row.withdrawn_on is None:
        mine = side_of_supporter(row)
        for plan in plans.exclude(pk__in=known).select_related(*WITH).prefetch_related("needs"):
            both = fit(mine, side_of_plan(plan))
            if both is not None:
                found.append(FittingPlan(plan, both))
    best = sorted(found, key=lambda one: (-one.fit.points, one.plan.number))[:SHOWN]
    return SupporterPage(row, best, introductions)
