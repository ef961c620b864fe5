"""A committee is opened, plans are called up, members score blind; it closes with minutes and ranking."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from passerelle.actions.reintegration.reaching import refusal, somebody
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.classifications import currencies
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.scoring import mean, ranking, weights_hold
from passerelle.domain.reintegration.ventures import KINDS
from passerelle.records.partnerships.models import Membership, Scheme
from passerelle.records.reintegration.models import (
    BusinessPlan,
    Committee,
    CommitteeSeat,
    PlanConflict,
    PlanScore,
)
from passerelle.records.reintegration.terms import committee_terms

WHY = "the committee was reached"


@dataclass(frozen=True, slots=True)
class CommitteeFacts:
    """What a committee shares out: kind, money, how many awards, by which weights. ``None``: no limit.

    Weights and first part that are not said are those of the scheme's file, else those of this project.
    """

    name: str
    kind: str
    currency: str
    budget: Decimal | None = None
    most: int | None = None
    first_share: int | None = None
    weights: Mapping[str, int] | None = None


def open_committee(actor: Actor, scheme: str, facts: CommitteeFacts, *, key: str | None = None) -> str:
    """Open a committee; answers its number. Refused: ``unknown_code``, ``weights``, ``not_an_amount``."""
    content = [scheme, facts.name, facts.kind]
    with writing(actor, "committee.open", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        row = Scheme.objects.visible_to(actor).get(code=scheme)
        actor.must(Permission.REINTEGRATION_WRITE, scheme=row.pk)
        weights, first_share = committee_terms(row.code)
        weights = weights if facts.weights is None else dict(facts.weights)
        first_share = first_share if facts.first_share is None else facts.first_share
        _must_hold(facts, weights, first_share)
        made = Committee.objects.create(
            scheme=row, name=facts.name.strip()[:120], kind=facts.kind, weights=weights,
            budget=facts.budget, currency=facts.currency, most=facts.most, first_share=first_share,
            opened_at=timezone.now(), opened_by_id=actor.id,
        )  # fmt: skip
        note.scheme_code, note.answer = row.code, made.number
        note.about(made.number)
    return made.number


def seat_members(actor: Actor, number: str, accounts: Collection[int]) -> Committee:
    """Give seats to accounts that are committee members of the scheme. Refused with ``not_a_member``."""
    with writing(actor, "committee.seat", purpose=Purpose.REINTEGRATION) as note:
        row = open_one(actor, number)
        today = timezone.localdate()
        members = Membership.objects.filter(
            scheme=row.scheme, role=Role.COMMITTEE_MEMBER, user__in=accounts, since__lte=today
        ).exclude(until__lt=today)
        known = set(members.values_list("user_id", flat=True))
        if known != set(accounts):
            message = Text("Only committee members of this scheme take a seat.")
            raise refusal("not_a_member", message, Text("Ask the administrator to give the role first."))
        seated = set(row.seats.values_list("user_id", flat=True))
        fresh = sorted(known - seated)
        CommitteeSeat.objects.bulk_create(CommitteeSeat(committee=row, user_id=one) for one in fresh)
        _about(note, row)
    return row


def call_up(actor: Actor, number: str, plans: Collection[str]) -> Committee:
    """Bring plans that were handed in before the committee, all or none. Refused with ``not_for_this``."""
    with writing(actor, "committee.call_up", purpose=Purpose.REINTEGRATION) as note:
        row = open_one(actor, number)
        rows = BusinessPlan.objects.visible_to(actor).select_for_update(of=("self",))
        found = list(rows.filter(number__in=plans, journey__candidate__scheme=row.scheme).order_by("pk"))
        fits = [
            one
            for one in found
            if (one.kind, one.currency, one.state) == (row.kind, row.currency, "handed_in")
            and one.committee_id is None
        ]
        if not plans or len(fits) != len(set(plans)):
            message = Text("Only plans handed in for this kind of money and currency come before it.")
            raise refusal("not_for_this", message, Text("Open the page again and choose from its list."))
        for one in fits:
            one.committee = row
            save_next(one)
        _about(note, row)
        note.about(*(one.number for one in fits))
    return row


def close_committee(actor: Actor, number: str, minutes: str, *, version: int | None) -> Committee:
    """Close it with minutes: marks become readable, the ranking stands. Refused: ``empty``, ``not_scored``."""
    if not minutes.strip():
        raise refusal("empty", Text("Write the minutes."), column="minutes")
    with writing(actor, "committee.close", purpose=Purpose.REINTEGRATION) as note:
        row = open_one(actor, number)
        must_be_version(row, version)
        plans = list(row.plans.unscoped(WHY).select_for_update(of=("self",)).order_by("pk"))
        by_plan = _totals(row, plans)
        row.closed_at, row.minutes = timezone.now(), minutes.strip()
        row.closed_by_id = somebody(actor)
        save_next(row)
        known = {one.number: one for one in plans}
        for ranked in ranking({number: mean(totals) for number, totals in by_plan.items()}):
            plan = known[ranked.plan]
            plan.total, plan.rank = ranked.total, ranked.rank
            save_next(plan)
        _about(note, row)
        note.details = {"plans": len(plans)}
    return row


def _totals(row: Committee, plans: list[BusinessPlan]) -> dict[str, list[Decimal]]:
    """The members' totals of each plan; refused while somebody owes a sheet or nobody could score a plan."""
    seats = set(row.seats.filter(left_at__isnull=True).values_list("pk", flat=True))
    scores = list(PlanScore.objects.filter(seat__committee=row, plan__in=plans).order_by("pk"))
    declared = PlanConflict.objects.filter(seat__committee=row, plan__in=plans)
    answered = {(one.seat_id, one.plan_id) for one in scores}
    answered |= set(declared.values_list("seat_id", "plan_id"))
    owed = sum(1 for plan in plans for seat in seats if (seat, plan.pk) not in answered)
    found: dict[str, list[Decimal]] = {one.number: [] for one in plans}
    names = {one.pk: one.number for one in plans}
    for one in scores:
        found[names[one.plan_id]].append(one.total)
    if not plans or not seats or owed or not all(found.values()):
        message = Text("%(owed)s sheets are missing, or a plan was scored by nobody.", {"owed": owed})
        hint = Text("Every member scores each plan or declares a conflict; each plan needs somebody free.")
        raise refusal("not_scored", message, hint)
    return found


def open_one(actor: Actor, number: str) -> Committee:
    """A committee that is still open, locked, for the scheme's staff."""
    rows = Committee.objects.visible_to(actor).select_for_update(of=("self",)).select_related("scheme")
    row = rows.filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    actor.must(Permission.REINTEGRATION_WRITE, scheme=row.scheme_id)
    if row.closed_at is not None:
        raise refusal("already_closed", Text("This committee is closed."))
    return row


def _must_hold(facts: CommitteeFacts, weights: Mapping[str, int], first_share: int) -> None:
    if not facts.name.strip():
        raise refusal("empty", Text("Give it a name."), column="name")
    if facts.kind not in KINDS:
        raise refusal("unknown_code", Text("Choose what is shared out."), column="kind")
    if not currencies.is_valid(facts.currency):
        raise refusal("unknown_code", Text("This currency is not known."), column="currency")
    if facts.budget is not None and facts.budget <= 0:
        raise refusal("not_an_amount", Text("The money is more than nothing, or not known."), column="budget")
    if not 1 <= first_share <= 100:
        raise refusal("share", Text("The first part is 1 to 100 per cent."), column="first_share")
    if not weights_hold(weights):
        raise refusal("weights", Text("The weights of the criteria sum to 100."), column="weights")


def _about(note: Writing, row: Committee) -> None:
    note.scheme_code = row.scheme.code
    note.about(row.number)
