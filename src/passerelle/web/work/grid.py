"""The grid of a month: what was typed becomes the same rows as a file, and comes back with what is wrong."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.actions.work.pay_rows import PayRow, row_from
from passerelle.domain.intake.cells import CellContext, read_cell
from passerelle.domain.intake.codes import KnownCodes
from passerelle.domain.intake.columns import Value
from passerelle.domain.intake.pay_list import PAY
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.stays.pay import WorkerRow
from passerelle.records.work.models import PayStatement
from passerelle.web.shared.access import today
from passerelle.web.shared.labels import say_problem

AMOUNTS = ("hours", "gross", "tax", "social_security", "rent", "meals", "transport", "advance", "other", "net")
FIELDS = (*AMOUNTS, "paid_on", "currency")
FIRST_ROW = 1


@dataclass(frozen=True, slots=True)
class GridLine:
    """A worker's row: what its cells hold, by column, and what is wrong with it."""

    worker: WorkerRow
    cells: Mapping[str, str]
    problems: tuple[str, ...] = ()


def grid_lines(
    workers: Sequence[WorkerRow], typed: Mapping[str, str] | None, problems: Iterable[Problem]
) -> list[GridLine]:
    """The rows as they stand, or as they were typed with what is wrong beside them."""
    wrong: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.row is not None:
            wrong[problem.row].append(say_problem(problem))
    return [
        GridLine(one, _typed(typed, one) if typed else _kept(one.statement), tuple(wrong[row]))
        for row, one in enumerate(workers, start=FIRST_ROW)
    ]


def rows_from(typed: Mapping[str, str], month: date, workers: Sequence[WorkerRow]) -> list[PayRow]:
    """The rows that were filled in; ``Refused`` with every cell that cannot be read.

    A row without gross pay and without anything else is left out: nothing is stated for that worker yet.
    """
    rows, problems = [], []
    context = CellContext(KnownCodes(), today(), {})
    for row, worker in enumerate(workers, start=FIRST_ROW):
        cells = _typed(typed, worker)
        if not any(cells[name] for name in (*AMOUNTS, "paid_on")):
            continue
        values: dict[str, Value] = {"stay": worker.stay.number, "month": month}
        for name in FIELDS:
            values[name], found = _read(name, cells[name], context, row)
            problems += found
        if not problems:
            rows.append(row_from(row, values))
    if problems:
        raise Refused(problems)
    return rows


def _read(name: str, text: str, context: CellContext, row: int) -> tuple[Value, list[Problem]]:
    column = PAY.column(name)
    if not text:
        lacking = [Problem("empty", Text("This cell must not be empty."), row=row, column=name)]
        return None, lacking if column.required else []
    read = read_cell(text, column.kind, context, column=name)
    return read.value, [Problem(one.code, one.message, one.cure, row=row, column=name) for one in read.faults]


def _typed(typed: Mapping[str, str], worker: WorkerRow) -> dict[str, str]:
    return {name: typed.get(f"{name}-{worker.stay.number}", "").strip() for name in FIELDS}


def _kept(statement: PayStatement | None) -> dict[str, str]:
    if statement is None:
        return dict.fromkeys(FIELDS, "")
    amounts = {"hours": statement.hours, "gross": statement.gross, "net": statement.net}
    taken = {kind: Decimal(amount) for kind, amount in statement.deductions.items()}
    shown = {name: _plain(amounts.get(name, taken.get(name))) for name in AMOUNTS}
    paid = statement.paid_on.isoformat() if statement.paid_on else ""
    return {**shown, "paid_on": paid, "currency": statement.currency}


def _plain(amount: Decimal | None) -> str:
    if amount is None:
        return ""
    return format(amount if amount % 1 else amount.quantize(Decimal(1)), "f")
