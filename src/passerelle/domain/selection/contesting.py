"""The right to contest a no: within which term it is answered, by whom never, and what an equal place is."""

from dataclasses import dataclass
from datetime import date, timedelta

# This project's cautious default, not law: an installation may say less, never that nobody answers.
TERM_DAYS = 21


@dataclass(frozen=True, slots=True)
class Equal:
    """What makes two places equal: the same vacancy, or the same occupation (ISCO-08) in the same country."""

    vacancy: int | None
    occupation: str = ""
    country: str = ""


def due_after(opened: date, days: int = TERM_DAYS) -> date:
    """The last day on which the contest is answered in time."""
    return opened + timedelta(days=days)


def may_answer(first_decider: int | None, account: int | None) -> bool:
    """Whoever decided before never answers, nor does the system."""
    return account is not None and account != first_decider


def are_equal(owed: Equal, place: Equal) -> bool:
    """Whether a place is one that is owed; facts that nobody knows make nothing equal."""
    if owed.vacancy is not None and owed.vacancy == place.vacancy:
        return True
    known = bool(owed.occupation and owed.country)
    return known and (owed.occupation, owed.country) == (place.occupation, place.country)
