"""Business plans, what was awarded for them, what is due to be paid, and the businesses that came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.reintegration.money import Balance, Due, balance, payable
from passerelle.domain.reintegration.survival import AFTER, Check, Survival, checks, survival
from passerelle.records.reintegration.models import (
    Award,
    Business,
    BusinessPlan,
    BusinessVisit,
    PlanScore,
    Tranche,
)

WITH = ("journey__candidate__person", "journey__candidate__scheme")
WHY = "the award of a business plan that the actor has reached"


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of an award with what stands against paying it; empty: nothing."""

    part: Tranche
    against: str


@dataclass(frozen=True, slots=True)
class VenturePage:
    """One business plan with all that followed; scores only once the committee is closed, for staff."""

    plan: BusinessPlan
    award: Award | None
    parts: Sequence[PartRow]
    visits: Sequence[BusinessVisit]
    balance: Balance | None
    business: Business | None
    checks: Sequence[Check]
    scores: Sequence[PlanScore]


@dataclass(frozen=True, slots=True)
class BusinessRow:
    """A business with its checks."""

    business: Business
    checks: Sequence[Check]


def business_plans(actor: Actor, *, scheme: str = "", state: str = "") -> QuerySet[BusinessPlan]:
    """Business plans within reach, drafts too; the newest first."""
    actor.must(Permission.REINTEGRATION_READ)
    rows = BusinessPlan.objects.visible_to(actor)
    if scheme:
        rows = rows.filter(journey__candidate__scheme__code=scheme)
    if state:
        rows = rows.filter(state=state)
    return rows.select_related(*WITH, "committee").order_by("-pk")


def venture_page(actor: Actor, number: str, *, today: date) -> VenturePage:
    """One business plan for staff or for the person; constant queries."""
    rows = BusinessPlan.objects.visible_to(actor).select_related(*WITH, "committee", "coached_by")
    plan = rows.filter(number=number).first()
    if plan is None:
        raise NotPermitted(number)
    own = {grant.person for grant in actor.granting(Permission.OWN_READ)}
    staff = actor.may(Permission.REINTEGRATION_READ, scheme=plan.journey.candidate.scheme_id)
    if not staff and plan.journey.candidate.person.number not in own:
        raise NotPermitted(number)
    is_closed = plan.committee is not None and plan.committee.closed_at is not None
    # Whoever works for another scheme reads no marks of her own plan here.
    scores = PlanScore.objects.filter(plan=plan).select_related("seat__user") if is_closed and staff else []
    return _pages(actor, [plan], today, list(scores))[0]


def own_venture_pages(actor: Actor, *, today: date) -> list[VenturePage]:
    """The signed-in person's business plans, the newest first; no marks. Eight queries at most."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = BusinessPlan.objects.visible_to(actor).filter(journey__candidate__person__number__in=people)
    found = rows.select_related(*WITH, "committee", "coached_by").order_by("-pk")
    return _pages(actor, list(found), today)


def _pages(
    actor: Actor, plans: Sequence[BusinessPlan], today: date, scores: Sequence[PlanScore] = ()
) -> list[VenturePage]:
    """Some business plans with all that followed; constant queries."""
    rows = Award.objects.unscoped(WHY).filter(plan__in=plans)
    awards = {
        one.plan_id: one for one in rows.prefetch_related("tranches__paid_by", "instalments", "repayments")
    }
    visits: dict[int, list[BusinessVisit]] = {}
    for visit in BusinessVisit.objects.filter(plan__in=plans).select_related("made_by"):
        visits.setdefault(visit.plan_id, []).append(visit)
    firms = Business.objects.visible_to(actor).filter(plan__in=plans).prefetch_related("checks")
    businesses_of = {one.plan_id: one for one in firms.order_by("-pk")}
    found = []
    for plan in plans:
        award, seen, business = awards.get(plan.pk), visits.get(plan.pk, []), businesses_of.get(plan.pk)
        found.append(
            VenturePage(
                plan=plan,
                award=award,
                parts=_parts(award, seen) if award else [],
                visits=seen,
                balance=_balance(award, today) if award else None,
                business=business,
                checks=_checks(business) if business else [],
                scores=list(scores),
            )
        )
    return found


def awards_due(actor: Actor) -> list[tuple[Award, PartRow]]:
    """The next unpaid part of each open award, for those who pay; three queries."""
    schemes = actor.schemes(Permission.GRANT_PAY)
    rows = Award.objects.visible_to(actor).filter(closed_on__isnull=True, tranches__paid_on__isnull=True)
    if schemes is not None:
        rows = rows.filter(plan__journey__candidate__scheme_id__in=schemes)
    people = ("plan__journey__candidate__person", "plan__journey__candidate__scheme", "decided_by")
    awards = rows.distinct().select_related(*people).prefetch_related("tranches", "plan__visits")
    found = []
    for award in awards.order_by("pk"):
        parts = _parts(award, list(award.plan.visits.all()))
        found.append((award, next(one for one in parts if one.part.paid_on is None)))
    return found


NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """An award that is closed: what was paid out, and of a micro-credit what came back; ``None``: no credit."""

    award: Award
    paid: Decimal
    back: Decimal | None


def awards_closed(actor: Actor) -> QuerySet[Award]:
    """Awards paid back, written off or not paid out, the latest first, for who pays; for ``closed_row``."""
    schemes = actor.schemes(Permission.GRANT_PAY)
    rows = Award.objects.visible_to(actor).filter(closed_on__isnull=False)
    if schemes is not None:
        rows = rows.filter(plan__journey__candidate__scheme_id__in=schemes)
    people = ("plan__journey__candidate__person", "plan__journey__candidate__scheme")
    joined = rows.distinct().select_related(*people).prefetch_related("tranches", "repayments")
    return joined.order_by("-closed_on", "-pk")


def closed_row(award: Award) -> ClosedRow:
    """An award of ``awards_closed`` with its sums; no query."""
    paid = sum((one.amount for one in award.tranches.all() if one.paid_on is not None), NOTHING)
    back = sum((one.amount for one in award.repayments.all()), NOTHING)
    return ClosedRow(award, paid, back if award.kind == "micro_credit" else None)


def businesses(actor: Actor, *, scheme: str = "") -> list[BusinessRow]:
    """Businesses within reach with their checks, the oldest first; two queries."""
    actor.must(Permission.REINTEGRATION_READ)
    rows = Business.objects.visible_to(actor).select_related(*WITH).prefetch_related("checks")
    if scheme:
        rows = rows.filter(journey__candidate__scheme__code=scheme)
    return [BusinessRow(one, _checks(one)) for one in rows]


def survivals(rows: Sequence[BusinessRow], *, today: date) -> Mapping[int, Survival]:
    """How many live on after 12 and 24 months, of those whose term has passed."""
    known: dict[int, list[tuple[date, str]]] = {months: [] for months in AFTER}
    for row in rows:
        for check in row.checks:
            known[check.months].append((row.business.registered_on, check.found))
    return {months: survival(months, found, today) for months, found in known.items()}


def _parts(award: Award, visits: Sequence[BusinessVisit]) -> list[PartRow]:
    parts = list(award.tranches.all())
    paid = [one.ordinal for one in parts if one.paid_on is not None]
    findings = [one.found for one in visits]
    return [PartRow(one, payable(one.ordinal, one.needs, paid=paid, visits=findings)) for one in parts]


def _balance(award: Award, today: date) -> Balance | None:
    due = [Due(one.ordinal, one.due_on, one.amount) for one in award.instalments.all()]
    return balance(due, [one.amount for one in award.repayments.all()], today) if due else None


def _checks(business: Business) -> list[Check]:
    return checks(business.registered_on, {one.months: one.found for one in business.checks.all()})
