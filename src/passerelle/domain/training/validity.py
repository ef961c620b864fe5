"""How long a certificate holds."""

from calendar import monthrange
from datetime import date


def end_of_validity(issued: date, months: int | None) -> date | None:
    """The last valid day, so many months after the issue; ``None`` where no term is stated.

    A day that the month does not have becomes its last day.
    """
    if months is None:
        return None
    year, month = divmod(issued.year * 12 + issued.month - 1 + months, 12)
    return date(year, month + 1, min(issued.day, monthrange(year, month + 1)[1]))
