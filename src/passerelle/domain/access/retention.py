"""One clock for each purpose: when it ended for a person, and when its fields are forgotten.

Follow-up and alumni keep nothing that recruitment must forget; whoever is away, is paid or waits for an answer
is still dealt with, so that name and address stay.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.domain.access.privacy import (
    ALUMNI,
    FAIRNESS,
    FOLLOW_UP,
    JOURNEY,
    PROTECTION,
    RECRUITMENT,
    REINTEGRATION,
    Purpose,
)

# Months after its end, by purpose, as `privacy.py` declares them. Accounts, oversight and evidence of grants
# hang on no person's case and run elsewhere.
TERMS: Mapping[Purpose, int] = {
    one.purpose: one.months
    for one in (RECRUITMENT, JOURNEY, FAIRNESS, PROTECTION, REINTEGRATION, FOLLOW_UP, ALUMNI)
}


@dataclass(frozen=True, slots=True)
class Life:
    """What the clocks look at; ``None``: there is nothing of the kind. A thing under way has no last day."""

    case_open: bool = False
    stay_open: bool = False
    wave_open: bool = False
    agrees: bool = False
    grievance_open: bool = False
    plan_open: bool = False  # a plan for home, or an award that is not paid out or not paid back
    last_contact: date | None = None  # an application, a withdrawal, the end of a case
    case_ended: date | None = None
    stay_ended: date | None = None
    grievance_closed: date | None = None
    wave_settled: date | None = None
    agreed_until: date | None = None
    plan_ended: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One purpose of one person: ``runs``, or ended on a day and forgotten from another on."""

    purpose: Purpose
    runs: bool
    ended_on: date | None
    forget_on: date | None

    def is_over(self, on: date) -> bool:
        """Whether its fields must be blank by now."""
        return self.forget_on is not None and on >= self.forget_on


def clocks(life: Life) -> list[Clock]:
    """The clocks that ever began for a person, in the order of a case."""
    after = [one for one in (life.case_ended, life.stay_ended, life.grievance_closed) if one is not None]
    guarded = life.case_open or life.stay_open or life.grievance_open
    # Whoever is paid, away or waits for an answer needs a name and an address; each of them is a contact, too.
    dealt_with = guarded or life.plan_open
    contacts = [one for one in (life.last_contact, life.plan_ended, *after) if one is not None]
    at_home = [one for one in (life.case_ended, life.plan_ended) if one is not None]
    begun: dict[Purpose, tuple[bool, date | None]] = {
        Purpose.RECRUITMENT: (dealt_with, max(contacts, default=None)),
        Purpose.FAIRNESS: (life.case_open, life.last_contact),
        # What a grievance is about must be there while it is open.
        Purpose.JOURNEY: (life.case_open or life.grievance_open, life.case_ended),
        Purpose.PROTECTION: (guarded, max(after, default=None)),
        Purpose.REINTEGRATION: (life.case_open or life.plan_open, max(at_home, default=None)),
        Purpose.FOLLOW_UP: (life.wave_open, life.wave_settled),
        Purpose.ALUMNI: (life.agrees, life.agreed_until),
    }
    return [
        Clock(purpose, runs, None if runs else ended, None if runs or ended is None else _later(ended, purpose))
        for purpose, (runs, ended) in begun.items()
        if runs or ended is not None
    ]


def over_before(on: date, purpose: Purpose) -> date:
    """The last day on which a purpose may have ended for its fields to be forgotten by now."""
    last = _moved(on, -TERMS[purpose])
    # 24 months after 28 February may be the 28th or the 29th: forgetting is never early.
    return last if _later(last, purpose) <= on else last - timedelta(days=1)


def _later(ended: date, purpose: Purpose) -> date:
    return _moved(ended, TERMS[purpose])


def _moved(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
