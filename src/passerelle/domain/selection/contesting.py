"""The right to contest a no: within which terms, who never answers it, and what an equal place is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

# This project's cautious defaults, not law: a scheme's file may say otherwise, never that nobody answers.
CONTEST_DAYS = 30
TERM_DAYS = 21


@dataclass(frozen=True, slots=True)
class Terms:
    """In how many days a no can be contested and a contest is answered; where the figures come from.

    ``source`` is an id of the scheme's sources; ``is_default`` where the file says nothing. Neither: the
    scheme's own choice.
    """

    to_contest: int = CONTEST_DAYS
    to_decide: int = TERM_DAYS
    source: str = ""
    is_default: bool = True

    def last_day(self, told: date) -> date:
        """The last day on which a no of that day can be contested."""
        return told + timedelta(days=self.to_contest)

    def due_on(self, opened: date) -> date:
        """The last day on which a contest is answered in time."""
        return opened + timedelta(days=self.to_decide)


def terms_from(stated: Mapping[str, object] | None) -> Terms:
    """The terms of a scheme's file (its table ``contests``); the defaults fill what it leaves out."""
    if not stated:
        return Terms()
    contest, decide = stated.get("days_to_contest"), stated.get("days_to_decide")
    return Terms(
        to_contest=contest if isinstance(contest, int) else CONTEST_DAYS,
        to_decide=decide if isinstance(decide, int) else TERM_DAYS,
        source=str(stated.get("source") or ""),
        is_default=contest is None and decide is None,
    )


@dataclass(frozen=True, slots=True)
class Equal:
    """What makes two places equal: the same vacancy, or the same occupation (ISCO-08) in the same country."""

    vacancy: int | None
    occupation: str = ""
    country: str = ""


def may_answer(first_decider: int | None, account: int | None) -> bool:
    """Whoever decided before never answers, nor does the system."""
    return account is not None and account != first_decider


def are_equal(owed: Equal, place: Equal) -> bool:
    """Whether a place is one that is owed; facts that nobody knows make nothing equal."""
    if owed.vacancy is not None and owed.vacancy == place.vacancy:
        return True
    known = bool(owed.occupation and owed.country)
    return known and (owed.occupation, owed.country) == (place.occupation, place.country)
