"""A cost of somebody's recruitment as a row of the fee ledger, whichever room records it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.domain.access.actor import Actor
from passerelle.domain.classifications.currencies import is_valid
from passerelle.domain.contracts.fees import CATEGORIES, PAYERS
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import Fee


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost: its category, who paid how much, when, and what shows it."""

    category: str
    payer: str
    amount: Decimal
    currency: str
    paid_on: date | None = None
    evidence: str = ""


def cost_row(actor: Actor, who: Candidate, cost: Cost, *, told: bool = False, about: str = "") -> Fee:
    """The row, not saved yet; ``about``: the permit file that it was paid for.

    Refused with ``unknown_category``, ``unknown_payer``, ``unknown_currency`` or ``unreadable_amount``.
    """
    if cost.category not in CATEGORIES:
        raise _refused("unknown_category", Text("There is no such kind of cost."), "category")
    if cost.payer not in PAYERS:
        raise _refused("unknown_payer", Text("Say who paid."), "payer")
    if not is_valid(cost.currency):
        raise _refused("unknown_currency", Text("A currency has three letters, such as EUR."), "currency")
    if not cost.amount.is_finite() or not 0 <= cost.amount < 10**10:
        raise _refused("unreadable_amount", Text("The amount cannot be read."), "amount")
    return Fee(
        candidate=who,
        about=about,
        category=cost.category,
        payer=cost.payer,
        amount=cost.amount,
        currency=cost.currency,
        paid_on=cost.paid_on,
        evidence=cost.evidence.strip()[:300],
        told_by_worker=told,
        recorded_by_id=actor.id,
    )


def _refused(code: str, message: Text, column: str) -> Refused:
    return Refused([Problem(code, message, None, column=column)])
