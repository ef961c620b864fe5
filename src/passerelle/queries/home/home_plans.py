"""Plans for home: the list of a scheme's, one with everything in it, and the person's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.reintegration.plans import Progress, begun_during_stay, progress, state, sums
from passerelle.records.diaspora.models import Introduction
from passerelle.records.journeys.models import Journey
from passerelle.records.reintegration.models import (
    Business,
    BusinessPlan,
    FirmPartnership,
    ReintegrationPlan,
)
from passerelle.records.reintegration.reach import coached, trainees
from passerelle.records.stays.models import Stay

WHY = "the stays of a case that the actor has reached"
OfACase = TypeVar("OfACase", BusinessPlan, Business, FirmPartnership)
MOST = 300  # trainees offered at once; the next appear as plans are begun
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
    return _pages(actor, [plan], today)[0]


def trainees_without_plan(actor: Actor) -> list[Journey]:
    """Open cases of the actor's own trainees that have no open plan, by name; at most ``MOST``. One query."""
    if not actor.granting(Permission.PLAN_COACH):
        return []
    plans = ReintegrationPlan.objects.unscoped(WHY).filter(journey=OuterRef("pk"), closed_on__isnull=True)
    cases = Journey.objects.unscoped(WHY).filter(coached(actor, "candidate"), ended_on__isnull=True)
    rows = cases.exclude(Exists(plans)).select_related("candidate__person")
    return list(rows.order_by("candidate__person__search_name", "pk")[:MOST])


def may_coach(actor: Actor, plan: ReintegrationPlan) -> bool:
    """Whether the plan is that of a trainee of the actor's own training provider. One query at most."""
    return bool(trainees(actor, [plan.journey.candidate_id]))


def own_home_plans(actor: Actor, *, today: date) -> list[PlanPage]:
    """The signed-in person's plans, the newest first; constant queries."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = ReintegrationPlan.objects.visible_to(actor).filter(journey__candidate__person__number__in=people)
    rows = mine.select_related(*WITH).prefetch_related("needs", "steps__partner", "budget", "editions")
    return _pages(actor, list(rows), today)


def _pages(actor: Actor, plans: Sequence[ReintegrationPlan], today: date) -> list[PlanPage]:
    """Some plans with what hangs on their cases; constant queries."""
    cases = {one.journey_id for one in plans}
    days: dict[int, list[tuple[date | None, date | None]]] = {}
    for stay in Stay.objects.unscoped(WHY).filter(journey__in=cases):
        days.setdefault(stay.journey_id, []).append((stay.started_on or stay.arrived_on, stay.ended_on))
    ventures = _by_case(BusinessPlan.objects.visible_to(actor).filter(journey__in=cases).order_by("-pk"))
    businesses = _by_case(Business.objects.visible_to(actor).filter(journey__in=cases))
    firms = _by_case(FirmPartnership.objects.visible_to(actor).filter(journey__in=cases).select_related("host"))
    introduced: dict[int, list[Introduction]] = {}
    rows = Introduction.objects.visible_to(actor).filter(plan__in=plans).select_related("supporter")
    for introduction in rows:
        introduced.setdefault(introduction.plan_id, []).append(introduction)
    return [
        PlanPage(
            plan=plan,
            state=_state(plan),
            progress=progress([(one.due_on, one.done_on) for one in plan.steps.all()], today),
            during=begun_during_stay(plan.begun_on, days.get(plan.journey_id, [])),
            sums=[
                (payer, currency, amount)
                for (payer, currency), amount in sums(
                    [(one.payer, one.currency, one.amount) for one in plan.budget.all()]
                ).items()
            ],
            ventures=ventures.get(plan.journey_id, []),
            businesses=businesses.get(plan.journey_id, []),
            firms=firms.get(plan.journey_id, []),
            introductions=introduced.get(plan.pk, []),
        )
        for plan in plans
    ]


def _by_case(rows: Iterable[OfACase]) -> dict[int, list[OfACase]]:
    found: dict[int, list[OfACase]] = {}
    for row in rows:
        found.setdefault(row.journey_id, []).append(row)
    return found


def _state(plan: ReintegrationPlan) -> str:
    return state(closed=plan.closed_on is not None, agreed_edition=plan.agreed_edition, edition=plan.edition)
