"""What recruitment cost and who really paid, told by staff or by the worker; refunds to their end."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from passerelle.actions.contracts.reach import refusal
from passerelle.actions.steps.files.costs import Cost, cost_row
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.contracts.fees import is_gap
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import Fee, FeeStatement

STEPS = {"claimed": "claimed_on", "agreed": "agreed_on", "refused": "refused_on", "paid": "refunded_on"}


def record_fee(actor: Actor, candidate: str, cost: Cost, *, key: str | None = None) -> str:
    """Record a cost of somebody's recruitment; its number."""
    content = [candidate, str(cost)]
    with writing(actor, "fee.record", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        row = Candidate.objects.visible_to(actor).filter(number=candidate).select_related("scheme", "person")
        who = row.first()
        if who is None:
            raise NotPermitted(candidate)
        actor.must(Permission.CONTRACT_WRITE, scheme=who.scheme_id)
        fee = cost_row(actor, who, cost)
        fee.save()
        _about(note, who, fee.number)
        note.answer = fee.number
        return fee.number


def tell_own_fees(actor: Actor, candidate: str, costs: Sequence[Cost], *, key: str | None = None) -> int:
    """The worker says, in private, what they paid; no cost at all says that they paid nothing."""
    content = [candidate, [str(one) for one in costs]]
    with writing(actor, "fee.tell", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return len(costs)
        people = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
        rows = Candidate.objects.visible_to(actor).filter(number=candidate, person__number__in=people)
        who = rows.select_related("scheme", "person").first()
        if who is None:
            raise NotPermitted(candidate)
        fees = [cost_row(actor, who, cost, told=True) for cost in costs]
        Fee.objects.bulk_create(fees)
        FeeStatement.objects.create(candidate=who, said_at=timezone.now(), paid_nothing=not costs)
        _about(note, who)
        return len(costs)


def move_refund(
    actor: Actor,
    number: str,
    *,
    step: str,
    on: date,
    evidence: str = "",
    version: int | None = None,
) -> None:
    """A refund case goes on: claimed, then agreed or refused, then paid with evidence.

    Refused with ``no_gap``, ``unknown_step``, ``step_out_of_order``, ``no_evidence`` or ``stale``.
    """
    with writing(actor, "fee.refund", purpose=Purpose.JOURNEY) as note:
        rows = Fee.objects.visible_to(actor).filter(number=number).select_for_update(of=("self",))
        fee = rows.select_related("candidate__scheme", "candidate__person").first()
        if fee is None:
            raise NotPermitted(number)
        actor.must(Permission.CONTRACT_WRITE, scheme=fee.candidate.scheme_id)
        must_be_version(fee, version)
        _must_follow(fee, step, on, evidence)
        setattr(fee, STEPS[step], on)
        if step == "paid":
            fee.refund_evidence = evidence.strip()[:300]
        save_next(fee)
        _about(note, fee.candidate, number)
        note.details = {"step": step}


def _must_follow(fee: Fee, step: str, on: date, evidence: str) -> None:
    if step not in STEPS:
        raise refusal("unknown_step", Text("There is no such step of a refund."), column="step")
    if not is_gap(fee.payer, fee.amount, fee.category):
        raise refusal("no_gap", Text("This cost was not borne by the worker."))
    before = {"claimed": None, "agreed": fee.claimed_on, "refused": fee.claimed_on, "paid": fee.agreed_on}[step]
    out_of_order = step != "claimed" and (before is None or on < before)
    if out_of_order or fee.refunded_on or getattr(fee, STEPS[step]):
        hint = Text("A refund is claimed, then agreed or refused, then paid, each on its day.")
        raise refusal("step_out_of_order", Text("This step does not follow here."), hint, column="step")
    if step == "paid" and not evidence.strip():
        hint = Text("Name the transfer or the receipt.")
        raise refusal("no_evidence", Text("Say what shows the payment."), hint, column="evidence")


def _about(note: Writing, who: Candidate, *numbers: str) -> None:
    note.scheme_code = who.scheme.code
    note.about(who.number, who.person.number, *numbers)
