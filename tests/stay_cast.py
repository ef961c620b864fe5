"""A seasonal worker on a stay with a signed contract, for the tests of what follows departure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contract_cast import Hired, another, make_hired, signed_contract

from passerelle.actions.work.pay_rows import PayRow
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.work.statements import Statement
from passerelle.records.contracts.models import Contract, ContractVersion
from passerelle.records.stays.models import Stay

MAY = date(2026, 5, 1)
TODAY = date(2026, 6, 20)


@dataclass
class Placed:
    """Somebody at work since 10 March 2026, paid 1,300 EUR a month for 40 hours a week."""

    hired: Hired
    stay: Stay

    def actor(self, role: Role) -> Actor:
        """The scheme's person of a role; the candidate is the worker."""
        return self.hired.cast.actors[role]


def make_stay(hired: Hired, *, contract: str | None = None, **facts: object) -> Stay:
    """An open stay at the firm, begun on 10 March 2026."""
    given: dict[str, object] = {
        "kind": "season", "country": "ES", "site": "Huelva", "planned_from": date(2026, 3, 10),
        "planned_until": date(2026, 8, 31), "arrived_on": date(2026, 3, 9), "started_on": date(2026, 3, 10),
    }  # fmt: skip
    kept = Contract.objects.unscoped("test").get(number=contract) if contract else None
    return Stay.objects.create(
        journey=hired.journey, ordinal=1, host=hired.cast.employer, contract=kept, **{**given, **facts}
    )


def make_placed(**terms: str) -> Placed:
    """The cast's person at work; ``terms`` change what the signed contract says."""
    hired = make_hired(stage="in_placement")
    number = signed_contract(hired)
    agreed = {"salary": "1300", "salary_period": "month", "currency": "EUR", "hours_week": "40", **terms}
    version = ContractVersion.objects.get(contract__number=number)
    ContractVersion.objects.filter(pk=version.pk).update(terms={**version.terms, **agreed})
    return Placed(hired, make_stay(hired, contract=number))


def another_placed(placed: Placed, name: str = "Bennani") -> Stay:
    """Somebody else at the same firm, without a contract here."""
    return make_stay(another(placed.hired, name))


def pay_row(worker: str, *, row: int = 2, **facts: object) -> PayRow:
    """May 2026: 1,300 gross, no deductions, 173.33 hours, paid on 3 June."""
    given: dict[str, object] = {
        "month": MAY, "currency": "EUR", "gross": Decimal(1_300), "hours": Decimal("173.33"),
        "paid_on": date(2026, 6, 3),
    }  # fmt: skip
    return PayRow(row, worker, Statement(**{**given, **facts}))  # type: ignore[arg-type]
