"""Dates as sources give them: a year, a month or a day, kept as text with that precision."""

import re
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_date(text: str) -> bool:
    """Whether the text is YYYY, YYYY-MM or YYYY-MM-DD and exists in the calendar."""
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> date:
    """The first day that the text can mean; ``ValueError`` when it is no date."""
    found = _WRITTEN.fullmatch(text)
    if not found or not text.isascii():
        raise ValueError(text)
    return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))


def last_day(text: str) -> date:
    """The last day that the text can mean; ``ValueError`` when it is no date."""
    first = first_day(text)
    if len(text) == 10:
        return first
    if len(text) == 4 or first.month == 12:
        return date(first.year, 12, 31)
    return date(first.year, first.month + 1, 1) - timedelta(days=1)
