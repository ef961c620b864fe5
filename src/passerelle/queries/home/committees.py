"""Committees for those who keep them, and for their members: nobody reads a mark of others before the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.partnerships.models import Membership
from passerelle.records.reintegration.models import (
    BusinessPlan,
    Committee,
    CommitteeSeat,
    PlanConflict,
    PlanScore,
)

WHY = "plans before a committee that the actor has reached"
WITH = ("journey__candidate__person", "journey__candidate__scheme")


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A member: how many plans they answered (marked or stood aside from) of how many."""

    seat: CommitteeSeat
    answered: int


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """For the scheme's staff: members and how far they are, plans, those that wait to be called up."""

    committee: Committee
    seats: Sequence[SeatRow]
    plans: Sequence[BusinessPlan]
    waiting: Sequence[BusinessPlan]
    members: Sequence[Membership]  # accounts that could be seated
    conflicts: Sequence[PlanConflict]

    @property
    def may_close(self) -> bool:
        """Whether every member has answered every plan."""
        return bool(self.plans and self.seats) and all(
            one.answered == len(self.plans) for one in self.seats if one.seat.left_at is None
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One plan on a member's own list, with their own marks or interest; nobody else's."""

    plan: BusinessPlan
    committee: Committee
    score: PlanScore | None
    conflict: PlanConflict | None


def committees(actor: Actor) -> list[Committee]:
    """Committees of the actor's schemes, the newest first; one query."""
    actor.must(Permission.REINTEGRATION_READ)
    return list(Committee.objects.visible_to(actor).select_related("scheme"))


def committee_page(actor: Actor, number: str) -> CommitteePage:
    """One committee for staff; constant queries. ``NotPermitted`` out of reach."""
    row = (
        Committee.objects.visible_to(actor).select_related("scheme", "closed_by").filter(number=number).first()
    )
    if row is None or not actor.may(Permission.REINTEGRATION_READ, scheme=row.scheme_id):
        raise NotPermitted(number)
    plans = list(row.plans.unscoped(WHY).select_related(*WITH).order_by("rank", "pk"))
    seats = list(row.seats.select_related("user"))
    scored = set(PlanScore.objects.filter(seat__committee=row).values_list("seat_id", "plan_id"))
    conflicts = list(PlanConflict.objects.filter(seat__committee=row).select_related("seat__user", "plan"))
    aside = {(one.seat_id, one.plan_id) for one in conflicts}
    of_plans = {one.pk for one in plans}
    answered = {(seat, plan) for seat, plan in scored | aside if plan in of_plans}
    open_ = BusinessPlan.objects.visible_to(actor).filter(
        journey__candidate__scheme=row.scheme, kind=row.kind, currency=row.currency, state="handed_in",
        committee__isnull=True,
    )  # fmt: skip
    members = Membership.objects.filter(scheme=row.scheme, role="committee_member", until__isnull=True)
    fresh = members.exclude(user__in=[one.user_id for one in seats]).select_related("user").order_by("pk")
    return CommitteePage(
        committee=row,
        seats=[SeatRow(one, sum(1 for seat, _plan in answered if seat == one.pk)) for one in seats],
        plans=plans,
        waiting=[] if row.closed_at else list(open_.select_related(*WITH).order_by("pk")),
        members=[] if row.closed_at else list(fresh),
        conflicts=conflicts,
    )


def own_sheets(actor: Actor, *, is_open: bool = True) -> list[Sheet]:
    """What the signed-in member has to mark, or marked; four queries, whatever the number of plans."""
    actor.must(Permission.PLAN_SCORE)
    seats = CommitteeSeat.objects.filter(
        user=actor.id, left_at__isnull=True, committee__closed_at__isnull=is_open,
        committee__scheme_id__in=actor.schemes(Permission.PLAN_SCORE) or (),
    )  # fmt: skip
    mine = {one.committee_id: one for one in seats}
    rows = BusinessPlan.objects.unscoped(WHY).filter(committee__in=mine)
    plans = list(rows.select_related(*WITH, "committee__scheme").order_by("committee", "pk"))
    scores = {one.plan_id: one for one in PlanScore.objects.filter(seat__in=mine.values())}
    aside = {one.plan_id: one for one in PlanConflict.objects.filter(seat__in=mine.values())}
    return [
        Sheet(one, one.committee, scores.get(one.pk), aside.get(one.pk))
        for one in plans
        if one.committee is not None
    ]


def own_sheet(actor: Actor, number: str) -> Sheet:
    """One plan on the member's own list; ``NotPermitted`` for any other."""
    found = next((one for one in own_sheets(actor) if one.plan.number == number), None)
    if found is None:
        raise NotPermitted(number)
    return found
