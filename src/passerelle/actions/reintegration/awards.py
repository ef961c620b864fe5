"""Who decided says yes or no to ranked plans, with reasons; a yes becomes an award in parts that sum to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from passerelle.actions.reintegration.reaching import refusal, somebody
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.money import tranches
from passerelle.domain.reintegration.scoring import beyond
from passerelle.domain.reintegration.ventures import REFUSALS
from passerelle.records.reintegration.models import Award, BusinessPlan, Committee, PlanConflict, Tranche

WHY = "the committee was reached"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes with an amount, or no with a coded reason and a sentence that the person reads."""

    amount: Decimal | None = None
    reason: str = ""
    message: str = ""


def decide(actor: Actor, number: str, verdicts: Mapping[str, Verdict], *, key: str | None = None) -> Committee:
    """Decide on plans of a closed committee, all or none; each person is told.

    Refused: ``not_closed``, ``already_decided``, ``more_than_asked``, ``no_reason``, ``beyond_budget``,
    ``beyond_most``, ``conflict``.
    """
    content = [number, sorted((plan, str(one)) for plan, one in verdicts.items())]
    with writing(actor, "committee.decide", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        row = _closed(actor, number)
        if note.replayed:
            return row
        with_people = row.plans.unscoped(WHY).select_related(
            "journey__candidate__person", "journey__candidate__scheme"
        )
        plans = {one.number: one for one in with_people.select_for_update(of=("self",)).order_by("pk")}
        _must_be_decidable(actor, row, plans, verdicts)
        for plan, verdict in sorted(verdicts.items()):
            _decide(note, row, plans[plan], verdict, actor)
        note.scheme_code = row.scheme.code
        note.about(row.number)
        note.details = {"yes": sum(1 for one in verdicts.values() if one.amount is not None)}
    return row


def _closed(actor: Actor, number: str) -> Committee:
    rows = Committee.objects.visible_to(actor).select_for_update(of=("self",)).select_related("scheme")
    row = rows.filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    actor.must(Permission.REINTEGRATION_WRITE, scheme=row.scheme_id)
    if row.closed_at is None:
        raise refusal("not_closed", Text("The committee is still open."), Text("Close it with minutes first."))
    return row


def _must_be_decidable(
    actor: Actor, row: Committee, plans: Mapping[str, BusinessPlan], verdicts: Mapping[str, Verdict]
) -> None:
    if not verdicts or set(verdicts) - set(plans):
        raise refusal("nothing_chosen", Text("Choose plans of this committee."))
    mine = PlanConflict.objects.filter(seat__committee=row, seat__user=actor.id, plan__number__in=verdicts)
    if mine.exists():
        raise refusal("conflict", Text("You declared a conflict of interest for one of these plans."))
    for number, verdict in verdicts.items():
        _must_be_answerable(plans[number], verdict)
    _must_be_within(row, [one.amount for one in verdicts.values() if one.amount is not None])


def _must_be_answerable(plan: BusinessPlan, verdict: Verdict) -> None:
    if plan.state != BusinessPlan.State.HANDED_IN:
        raise refusal("already_decided", Text("%(plan)s is decided already.", {"plan": plan.number}))
    if verdict.amount is None and (verdict.reason not in REFUSALS or not verdict.message.strip()):
        raise refusal("no_reason", Text("A no needs a reason and a sentence for the person."))
    if verdict.amount is not None and not Decimal(0) < verdict.amount <= (plan.asked or Decimal(0)):
        message = Text("The amount is more than nothing and at most what was asked.")
        raise refusal("more_than_asked", message)
    if verdict.amount is not None and verdict.amount != verdict.amount.quantize(Decimal("0.01")):
        raise refusal("not_an_amount", Text("An amount has two decimals at most."))


def _must_be_within(row: Committee, more: list[Decimal]) -> None:
    before = Award.objects.unscoped("the sum of one committee").filter(plan__committee=row)
    given = list(before.values_list("amount", flat=True))
    limit = beyond([*given, *more], row.budget, row.most) if more else ""
    if limit == "budget":
        raise refusal("beyond_budget", Text("Together this is more than the committee's money."))
    if limit == "most":
        raise refusal("beyond_most", Text("Together these are more awards than the committee has."))


def _decide(note: Writing, row: Committee, plan: BusinessPlan, verdict: Verdict, actor: Actor) -> None:
    decider, now = somebody(actor), timezone.now()
    plan.decided_by_id, plan.decided_at, plan.message = decider, now, verdict.message.strip()[:2_000]
    if verdict.amount is None:
        plan.state, plan.reason_code = BusinessPlan.State.REFUSED, verdict.reason
    else:
        plan.state = BusinessPlan.State.ACCEPTED
        award = Award.objects.create(
            plan=plan, kind=row.kind, amount=verdict.amount, currency=row.currency, decided_by_id=decider,
            decided_at=now,
        )  # fmt: skip
        Tranche.objects.bulk_create(
            Tranche(award=award, ordinal=one.ordinal, amount=one.amount, needs=one.needs, decided_by_id=decider)
            for one in tranches(verdict.amount, row.first_share)
        )
        note.about(award.number)
    save_next(plan)
    candidate = plan.journey.candidate
    note.about(plan.number, candidate.number, candidate.person.number)
    template = "business_plan_no" if verdict.amount is None else "business_plan_yes"
    facts: dict[str, object] = {"scheme": candidate.scheme.name}
    note.tell(candidate.person.number, template, facts, language=candidate.person.language)
