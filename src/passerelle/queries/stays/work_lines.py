"""Stated months against their contracts, line by line: for the worker and for welfare officers alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from passerelle.domain.stays.pauses import Pause
from passerelle.domain.work.agreed import Agreed, agreed_from
from passerelle.domain.work.comparison import Line, compare
from passerelle.domain.work.months import next_month
from passerelle.domain.work.statements import Statement
from passerelle.records.contracts.signed import signed_terms
from passerelle.records.stays.models import Stay
from passerelle.records.stays.pauses import pauses_of
from passerelle.records.work.models import PayStatement


@dataclass(frozen=True, slots=True)
class ComparedMonth:
    """A month as stated and each of its lines."""

    statement: PayStatement
    lines: tuple[Line, ...]
    pauses: tuple[Pause, ...] = ()  # those with days in this month


def compared(statements: Iterable[PayStatement]) -> list[ComparedMonth]:
    """Each statement (with its stay loaded) against the signed contract. Two queries."""
    rows = list(statements)
    terms = signed_terms({row.stay.contract_id for row in rows if row.stay.contract_id is not None})
    agreed = {contract: agreed_from(stated) for contract, stated in terms.items()}
    pauses = pauses_of({row.stay_id for row in rows})
    mine = [(row, _within(row, pauses[row.stay_id])) for row in rows]
    return [ComparedMonth(row, _lines(row, row.stay, agreed, some), some) for row, some in mine]


def _within(row: PayStatement, pauses: tuple[Pause, ...]) -> tuple[Pause, ...]:
    last = next_month(row.month) - timedelta(days=1)
    return tuple(one for one in pauses if one.meets(Pause(row.month, last)))


def _lines(
    row: PayStatement, stay: Stay, agreed: dict[int, Agreed], pauses: tuple[Pause, ...]
) -> tuple[Line, ...]:
    taken = {kind: Decimal(amount) for kind, amount in row.deductions.items()}
    stated = Statement(row.month, row.currency, row.gross, row.net, row.hours, row.paid_on, taken)
    terms = agreed.get(stay.contract_id or 0, Agreed())
    begins = stay.started_on or stay.arrived_on
    return compare(stated, terms, begins=begins, ends=stay.ended_on, pauses=pauses)
