"""Parts of awards are paid by somebody else than who decided; a micro-credit is paid back, or closed."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.utils import timezone

from passerelle.actions.reintegration.reaching import refusal, somebody
from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.money import payable, schedule
from passerelle.records.reintegration.models import Award, BusinessVisit, Instalment, Repayment

AGAINST = {
    "paid_already": Text("This part is paid already."),
    "earlier_part_first": Text("The part before it is not paid yet."),
    "no_visit": Text("The rest is paid only after a visit."),
    "not_open": Text("The last visit did not find the business open."),
}


def pay(
    actor: Actor, numbers: Collection[str], ordinal: int, *, on: date, reference: str, key: str | None = None
) -> list[Award]:
    """Record that this part of these awards was paid, all or none; the first part moves the case.

    Refused: ``who_decided_does_not_pay``, ``not_yet``, ``empty`` and the codes of ``payable``.
    """
    content = [sorted(numbers), ordinal, on.isoformat(), reference]
    with writing(actor, "award.pay", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        if not reference.strip():
            raise refusal("empty", Text("Give the reference of the payment."), column="reference")
        awards = _awards(actor, numbers)
        if note.replayed:
            return awards
        payer = somebody(actor)
        for award in awards:
            _pay_one(award, ordinal, payer, on, reference.strip()[:120])
            _about(note, award)
        if ordinal == 1:
            people = [award.plan.journey.candidate for award in awards]
            follow_all(note, people, "first_grant_paid", by=actor, at=timezone.now(), who=CHECKED)
        note.details = {"part": ordinal, "awards": len(awards)}
    return awards


def _pay_one(award: Award, ordinal: int, payer: int, on: date, reference: str) -> None:
    parts = {one.ordinal: one for one in award.tranches.all()}
    part = parts.get(ordinal)
    if part is None or award.closed_on is not None:
        raise refusal("not_there", Text("There is no such part to pay."))
    if part.decided_by_id == payer:
        message = Text("Whoever decided on an award does not pay it.")
        raise refusal("who_decided_does_not_pay", message, Text("Ask a colleague to record the payment."))
    if on < timezone.localdate(award.decided_at) or on > timezone.localdate():
        raise refusal("not_yet", Text("It was paid after the decision, and not later than today."), column="on")
    paid = [one.ordinal for one in parts.values() if one.paid_on is not None]
    visits = [one.found for one in award.plan.visits.all()]
    against = payable(ordinal, part.needs, paid=paid, visits=visits)
    if against:
        raise refusal(against, AGAINST[against])
    part.paid_on, part.paid_by_id, part.reference = on, payer, reference
    part.save(update_fields=["paid_on", "paid_by", "reference"])
    save_next(award)


def plan_repayment(actor: Actor, number: str, *, months: int, first_on: date) -> Award:
    """Set the instalments of a micro-credit, once. Refused: ``not_a_credit``, ``already_set``, ``months``."""
    with _changing(actor, number, "award.plan_repayment") as (note, award):
        if award.kind != "micro_credit":
            raise refusal("not_a_credit", Text("Only a micro-credit is paid back."))
        if award.instalments.exists():
            raise refusal("already_set", Text("The instalments are set already."))
        try:
            planned = schedule(award.amount, months, first_on)
        except ValueError as error:
            message = Text("Choose a number of months that the sum can be shared over.")
            raise refusal("months", message, column="months") from error
        Instalment.objects.bulk_create(
            Instalment(award=award, ordinal=one.ordinal, due_on=one.on, amount=one.amount) for one in planned
        )
        save_next(award)
        _about(note, award)
    return award


def repay(actor: Actor, number: str, amount: Decimal, *, on: date, reference: str = "") -> Award:
    """Something was paid back; the last cent closes the credit. Refused: ``not_an_amount``, ``too_much``."""
    with _changing(actor, number, "award.repay") as (note, award):
        if award.kind != "micro_credit":
            raise refusal("not_a_credit", Text("Only a micro-credit is paid back."))
        if amount <= 0 or amount != amount.quantize(Decimal("0.01")):
            message = Text("An amount is more than nothing and has two decimals at most.")
            raise refusal("not_an_amount", message, column="amount")
        paid_out = sum((one.amount for one in award.tranches.filter(paid_on__isnull=False)), Decimal(0))
        back = sum((one.amount for one in award.repayments.all()), Decimal(0)) + amount
        if back > paid_out:
            raise refusal("too_much", Text("This is more than was paid out."), column="amount")
        Repayment.objects.create(
            award=award, on=on, amount=amount, reference=reference.strip()[:120], recorded_by_id=actor.id
        )
        if back == award.amount:
            award.closed_on, award.closed_code = on, Award.Closed.REPAID
        save_next(award)
        _about(note, award)
    return award


def close_award(actor: Actor, number: str, code: str, *, on: date, version: int | None = None) -> Award:
    """Close it without the rest: written off, or not paid out. Refused with ``unknown_answer``."""
    with _changing(actor, number, "award.close") as (note, award):
        must_be_version(award, version)
        if code not in (Award.Closed.WRITTEN_OFF, Award.Closed.NOT_PAID_OUT):
            raise refusal("unknown_answer", Text("Choose one of the answers."), column="code")
        award.closed_on, award.closed_code = on, code
        save_next(award)
        _about(note, award)
    return award


def record_visit(
    actor: Actor, number: str, found: str, *, on: date, note_text: str = "", key: str | None = None
) -> BusinessVisit:
    """Somebody went there: open, closed, or not found out. By staff. Refused with ``unknown_answer``."""
    from_codes = ("open", "closed", "unknown")
    if found not in from_codes:
        raise refusal("unknown_answer", Text("Choose one of the answers."), column="found")
    content = [number, found, on.isoformat(), note_text]
    with writing(actor, "award.visit", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        award = _one(actor, number, Permission.REINTEGRATION_WRITE)
        if note.replayed:
            return BusinessVisit.objects.get(pk=int(str(note.answer)), plan=award.plan)
        if on > timezone.localdate():
            raise refusal("not_yet", Text("This day has not come yet."), column="on")
        row = BusinessVisit.objects.create(
            plan=award.plan, made_on=on, made_by_id=actor.id, found=found, note=note_text.strip()[:1_000]
        )
        _about(note, award)
        note.answer = row.pk
    return row


@contextmanager
def _changing(actor: Actor, number: str, deed: str) -> Iterator[tuple[Writing, Award]]:
    with writing(actor, deed, purpose=Purpose.REINTEGRATION) as note:
        award = _one(actor, number, Permission.GRANT_PAY)
        if award.closed_on is not None:
            raise refusal("already_closed", Text("This award is closed."))
        yield note, award


def _one(actor: Actor, number: str, permission: Permission) -> Award:
    return _awards(actor, [number], permission)[0]


def _awards(
    actor: Actor, numbers: Collection[str], permission: Permission = Permission.GRANT_PAY
) -> list[Award]:
    rows = Award.objects.visible_to(actor).select_for_update(of=("self",)).filter(number__in=numbers)
    people = ("plan__journey__candidate__person", "plan__journey__candidate__scheme")
    parts = ("tranches", "plan__visits")
    found = list(rows.select_related(*people).prefetch_related(*parts).order_by("pk"))
    if not numbers or len(found) != len(set(numbers)):
        raise NotPermitted("award")
    for award in found:
        actor.must(permission, scheme=award.plan.journey.candidate.scheme_id)
    return found


def _about(note: Writing, award: Award) -> None:
    candidate = award.plan.journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(award.number, award.plan.number, candidate.number, candidate.person.number)
