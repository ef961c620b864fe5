"""Plans for home: the list of a scheme's, one with everything in it, and the person's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.reintegration.plans import Progress, begun_during_stay, progress, state, sums
from passerelle.records.diaspora.models import Introduction
from passerelle.records.reintegration.models import (
    Business,
    BusinessPlan,
    FirmPartnership,
    ReintegrationPlan,
)
from passerelle.records.stays.models import Stay

WHY = "the stays of a case that the actor has reached"
WITH = ("journey__candidate__person", "journey__candidate__scheme")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list."""

    plan: ReintegrationPlan
    state: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan with everything in it; ``during``: begun during a stay, ``None`` where no stay is known."""

    plan: ReintegrationPlan
    state: str
    progress: Progress
    during: bool | None
    sums: Sequence[tuple[str, str, Decimal]]
    ventures: Sequence[BusinessPlan]
    businesses: Sequence[Business]
    firms: Sequence[FirmPartnership]
    introductions: Sequence[Introduction]


def home_plans(
    actor: Actor, *, today: date, scheme: str = "", show: str = "open"
) -> QuerySet[ReintegrationPlan]:
    """Plans within reach with counts of their steps, the latest first; for ``plan_rows``."""
    rows = ReintegrationPlan.objects.visible_to(actor)
    if scheme:
        rows = rows.filter(journey__candidate__scheme__code=scheme)
    filters = {
        "open": Q(closed_on__isnull=True),
        "to_agree": Q(closed_on__isnull=True)
        & (Q(agreed_edition__isnull=True) | ~Q(agreed_edition=F("edition"))),
        "closed": Q(closed_on__isnull=False),
    }
    rows = rows.filter(filters.get(show, Q()))
    late = Q(steps__done_on__isnull=True, steps__due_on__lt=today)
    counted = rows.select_related(*WITH).annotate(
        all_steps=Count("steps"),
        done_steps=Count("steps", filter=Q(steps__done_on__isnull=False)),
        late_steps=Count("steps", filter=late),
    )
    return counted.order_by("-begun_on", "-pk")  # grouping forgets the order of the rows


def plan_rows(plans: Sequence[ReintegrationPlan]) -> list[PlanRow]:
    """The rows of a page of ``home_plans``; no query."""
    return [
        PlanRow(one, _state(one), Progress(one.done_steps, one.all_steps, one.late_steps))  # type: ignore[attr-defined]
        for one in plans
    ]


def home_plan_page(actor: Actor, number: str, *, today: date) -> PlanPage:
    """One plan; constant queries. ``NotPermitted`` out of reach."""
    rows = ReintegrationPlan.objects.visible_to(actor).select_related(*WITH)
    plan = rows.prefetch_related("needs", "steps__partner", "budget", "editions").filter(number=number).first()
    if plan is None:
        raise NotPermitted(number)
    return _page(actor, plan, today)


def own_home_plans(actor: Actor, *, today: date) -> list[PlanPage]:
    """The signed-in person's plans, the newest first; the number of plans is small."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = ReintegrationPlan.objects.visible_to(actor).filter(journey__candidate__person__number__in=people)
    rows = mine.select_related(*WITH).prefetch_related("needs", "steps__partner", "budget", "editions")
    return [_page(actor, one, today) for one in rows]


def _page(actor: Actor, plan: ReintegrationPlan, today: date) -> PlanPage:
    case = plan.journey
    stays = Stay.objects.unscoped(WHY).filter(journey=case)
    days = [(one.started_on or one.arrived_on, one.ended_on) for one in stays]
    ventures = BusinessPlan.objects.visible_to(actor).filter(journey=case).order_by("-pk")
    firms = FirmPartnership.objects.visible_to(actor).filter(journey=case).select_related("host")
    introduced = Introduction.objects.visible_to(actor).filter(plan=plan).select_related("supporter")
    lines = [(one.payer, one.currency, one.amount) for one in plan.budget.all()]
    return PlanPage(
        plan=plan,
        state=_state(plan),
        progress=progress([(one.due_on, one.done_on) for one in plan.steps.all()], today),
        during=begun_during_stay(plan.begun_on, days),
        sums=[(payer, currency, amount) for (payer, currency), amount in sums(lines).items()],
        ventures=list(ventures),
        businesses=list(Business.objects.visible_to(actor).filter(journey=case)),
        firms=list(firms),
        introductions=list(introduced),
    )


def _state(plan: ReintegrationPlan) -> str:
    return state(closed=plan.closed_on is not None, agreed_edition=plan.agreed_edition, edition=plan.edition)
