"""Which months a stay owes a statement for."""

from collections.abc import Sequence
from datetime import date

from passerelle.domain.stays.pauses import Pause
from passerelle.domain.work.agreed import share_of_month
from passerelle.domain.work.statements import month_of

DUE_DAY = (
    5  # of the month after; a choice of this project, a scheme's contract with the employer may say another
)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def due_on(month: date) -> date:
    """By when a month is stated."""
    return next_month(month).replace(day=DUE_DAY)


def months_owed(
    begins: date | None, ends: date | None, today: date, pauses: Sequence[Pause] = ()
) -> tuple[date, ...]:
    """Months that have begun within the stay, the newest last; none while nobody knows when it began.

    Of a month that lies in a pause with all its days, nobody owes a statement.
    """
    if begins is None:
        return ()
    months, last = [], month_of(min(ends or today, today))
    month = month_of(begins)
    while month <= last:
        if not pauses or share_of_month(month, begins, ends, pauses):
            months.append(month)
        month = next_month(month)
    return tuple(months)
