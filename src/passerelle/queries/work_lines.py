"""Stated months against their contracts, line by line: for the worker and for welfare officers alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from passerelle.domain.work.agreed import Agreed, agreed_from
from passerelle.domain.work.comparison import Line, compare
from passerelle.domain.work.statements import Statement
from passerelle.records.contracts.signed import signed_terms
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import PayStatement


@dataclass(frozen=True, slots=True)
class ComparedMonth:
    """A month as stated and each of its lines."""

    statement: PayStatement
    lines: tuple[Line, ...]


def compared(statements: Iterable[PayStatement]) -> list[ComparedMonth]:
    """Each statement (with its stay loaded) against the signed contract. One query."""
    rows = list(statements)
    terms = signed_terms({row.stay.contract_id for row in rows if row.stay.contract_id is not None})
    agreed = {contract: agreed_from(stated) for contract, stated in terms.items()}
    return [ComparedMonth(row, _lines(row, row.stay, agreed)) for row in rows]


def _lines(row: PayStatement, stay: Stay, agreed: dict[int, Agreed]) -> tuple[Line, ...]:
    taken = {kind: Decimal(amount) for kind, amount in row.deductions.items()}
    stated = Statement(row.month, row.currency, row.gross, row.net, row.hours, row.paid_on, taken)
    terms = agreed.get(stay.contract_id or 0, Agreed())
    return compare(stated, terms, begins=stay.started_on or stay.arrived_on, ends=stay.ended_on)
