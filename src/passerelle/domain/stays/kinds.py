"""What kind of stay a track leads to, and the days that its contract plans."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

BY_TRACK: Mapping[str, str] = MappingProxyType(
    {
        "mobility": "work",
        "seasonal": "season",
        "study": "study",
        "internship": "internship",
        "business_visit": "visit",
        "remote": "remote",
        "home": "home",
    }
)
# Events by which somebody who came back (or never left) begins work at home, and the stage they lead to.
JOBS_AT_HOME = ("job_taken", "promised_job_taken")
AT_HOME = "working_at_home"
WITHOUT_TRAVEL = frozenset({"remote", "home"})


def kind_for(track_kind: str) -> str:
    """The kind of stay of a kind of track; raises ``KeyError`` for a kind that no scheme file may have."""
    return BY_TRACK[track_kind]


def planned_end(start: date, months: str) -> date | None:
    """The last day of so many whole months from a day; ``None`` when the contract states no whole number.

    Six months from 1 March end on 31 August; from 31 August they end on 27 or 28 February.
    """
    try:
        count = Decimal(months)
    except InvalidOperation:
        return None
    if count != count.to_integral_value() or not 1 <= count <= 600:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + int(count), 12)
    last = min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, last) - timedelta(days=1)
