"""A month's pay as it is handed in: by file or typed into a grid, both become the same rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from passerelle.domain.intake.codes import KnownCodes
from passerelle.domain.intake.columns import Value
from passerelle.domain.intake.grid import Grid
from passerelle.domain.intake.pay_list import PAY
from passerelle.domain.intake.reading import Reading, read_list
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.work.statements import DEDUCTIONS, Statement


@dataclass(frozen=True, slots=True)
class PayRow:
    """One line: ``worker`` is the number of a stay, a person or a candidacy; ``row`` where it stands."""

    row: int
    worker: str
    statement: Statement


def read_pay(grid: Grid, *, today: date) -> Reading:
    """The lines of a file with every fault; family life, health and the like are dropped unread and named."""
    return read_list(grid, PAY, KnownCodes(), today=today)


def rows_of(reading: Reading) -> list[PayRow]:
    """The lines of a file without problems; ``Refused`` with all of them otherwise."""
    if reading.problems:
        raise Refused(reading.problems)
    return [row_from(entry.row, entry.values) for entry in reading.entries]


def row_from(row: int, values: Mapping[str, Value]) -> PayRow:
    """One line from its values by column; amounts are decimals or whole numbers."""
    taken = {kind: _amount(values.get(kind)) for kind in DEDUCTIONS}
    statement = Statement(
        month=cast(date, values["month"]),
        currency=str(values["currency"]),
        gross=_amount(values["gross"]) or Decimal(0),
        net=_amount(values.get("net")),
        hours=_amount(values.get("hours")),
        paid_on=cast(date | None, values.get("paid_on")),
        deductions={kind: amount for kind, amount in taken.items() if amount},
    )
    return PayRow(row, str(values["stay"]), statement)


def numbers_of(rows: Iterable[PayRow]) -> set[str]:
    """The numbers that the lines name."""
    return {row.worker for row in rows}


def as_facts(rows: Sequence[PayRow]) -> list[list[str]]:
    """The lines as plain text, for a digest."""
    return [
        [
            one.worker,
            one.statement.month.isoformat(),
            one.statement.currency,
            str(one.statement.gross),
            str(one.statement.net),
            str(one.statement.hours),
            str(one.statement.paid_on),
            *(f"{kind}={amount}" for kind, amount in sorted(one.statement.deductions.items())),
        ]
        for one in rows
    ]


def _amount(value: Value) -> Decimal | None:
    return None if value is None else Decimal(str(value))
