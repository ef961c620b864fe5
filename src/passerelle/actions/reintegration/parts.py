"""The parts of a plan for home: needs, steps with their owners, budget lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.actions.reintegration.plans import Change, changing, locked_plan
from passerelle.actions.reintegration.reaching import is_own, refusal
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import currencies
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.plans import NEEDS, OWNERS, PAYERS
from passerelle.records.partnerships.models import Organisation
from passerelle.records.reintegration.models import BudgetLine, PlanNeed, PlanStep, ReintegrationPlan


@dataclass(frozen=True, slots=True)
class StepFacts:
    """Who does what by when."""

    what: str
    owner: str
    due_on: date | None = None
    partner: str = ""  # an organisation's number


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What something costs, in which currency, and who pays for it."""

    what: str
    amount: Decimal
    currency: str
    payer: str


def set_needs(
    actor: Actor, number: str, needs: Mapping[str, str], *, version: int | None, key: str | None = None
) -> ReintegrationPlan:
    """All needs with a few words each, in place of those before; by staff, the person or who coaches her."""
    if set(needs) - set(NEEDS):
        raise refusal("unknown_code", Text("Choose among the needs."), column="needs")
    change = Change("home_plan.needs", version, key, sorted(needs.items()), own=True, coach=True)
    with changing(actor, number, change) as (note, row):
        if note.replayed:
            return row
        own = is_own(actor, row.journey.candidate)
        said = set(row.needs.filter(said_by_person=True).values_list("code", flat=True))
        row.needs.all().delete()
        PlanNeed.objects.bulk_create(
            PlanNeed(plan=row, code=code, note=text.strip()[:500], said_by_person=own or code in said)
            for code, text in sorted(needs.items())
        )
    return row


def add_step(
    actor: Actor, number: str, step: StepFacts, *, version: int | None, key: str | None = None
) -> PlanStep:
    """Add a step; the person adds steps of her own. Refused: ``empty``, ``unknown_answer``."""
    if not step.what.strip():
        raise refusal("empty", Text("Say what is to be done."), column="what")
    if step.owner not in OWNERS:
        raise refusal("unknown_answer", Text("Choose one of the answers."), column="owner")
    change = Change("home_plan.step", version, key, str(step), own=True, coach=True)
    with changing(actor, number, change) as (note, row):
        if note.replayed:
            return row.steps.get(number=note.answer)
        if is_own(actor, row.journey.candidate) and step.owner != "person":
            raise refusal("only_your_own", Text("Add what you do yourself."), column="owner")
        partner = Organisation.objects.filter(number=step.partner).first() if step.partner else None
        made = PlanStep.objects.create(
            plan=row, what=step.what.strip()[:300], owner=step.owner, partner=partner, due_on=step.due_on
        )
        note.answer = made.number
        return made


def drop_step(actor: Actor, number: str, step: str, *, version: int | None, key: str | None = None) -> None:
    """Take a step out that is not done; what was agreed before stays in its edition."""
    with changing(actor, number, Change("home_plan.drop_step", version, key, step, coach=True)) as (note, row):
        if note.replayed:
            return
        found = row.steps.filter(number=step, done_on__isnull=True)
        if not found.exists():
            raise refusal("not_there", Text("This step is done, or is not in the plan."))
        found.delete()


def finish_step(actor: Actor, number: str, step: str, *, on: date) -> PlanStep:
    """A step is done; the person finishes her own. No new edition: nothing that was agreed changes.

    It carries no key: what is done stays done, said once or twice.
    """
    with writing(actor, "home_plan.finish_step", purpose=Purpose.REINTEGRATION) as note:
        plan = locked_plan(actor, number, own=True, coach=True)
        row = plan.steps.filter(number=step).first()
        if row is None or (is_own(actor, plan.journey.candidate) and row.owner != "person"):
            raise NotPermitted(step)
        if row.done_on is None:
            row.done_on = on
            row.save(update_fields=["done_on"])
            save_next(plan)
        candidate = plan.journey.candidate
        note.scheme_code = candidate.scheme.code
        note.about(plan.number, candidate.number, candidate.person.number)
    return row


def add_line(
    actor: Actor, number: str, line: LineFacts, *, version: int | None, key: str | None = None
) -> BudgetLine:
    """Add a budget line. Refused: ``empty``, ``not_an_amount``, ``unknown_code``."""
    if not line.what.strip():
        raise refusal("empty", Text("Say what it is for."), column="what")
    if line.amount <= 0 or line.amount != line.amount.quantize(Decimal("0.01")):
        message = Text("An amount is more than nothing and has two decimals at most.")
        raise refusal("not_an_amount", message, column="amount")
    if not currencies.is_valid(line.currency):
        raise refusal("unknown_code", Text("This currency is not known."), column="currency")
    if line.payer not in PAYERS:
        raise refusal("unknown_code", Text("Choose who pays."), column="payer")
    with changing(actor, number, Change("home_plan.budget", version, key, str(line))) as (note, row):
        if note.replayed:
            return row.budget.get(pk=int(str(note.answer)))
        made = BudgetLine.objects.create(
            plan=row, what=line.what.strip()[:200], amount=line.amount, currency=line.currency, payer=line.payer
        )
        note.answer = made.pk
        return made


def drop_line(actor: Actor, number: str, line: int, *, version: int | None, key: str | None = None) -> None:
    """Take a budget line out."""
    with changing(actor, number, Change("home_plan.drop_line", version, key, line)) as (note, row):
        if not note.replayed and not row.budget.filter(pk=line).delete()[0]:
            raise refusal("not_there", Text("This line is not in the plan."))
