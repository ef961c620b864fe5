"""How long a vacancy counts as open without anybody saying so again."""

from dataclasses import dataclass
from datetime import date, timedelta

# les-emplois unpublishes after 90 days; the notice lets the employer answer first.
OPEN_DAYS = 90
NOTICE_DAYS = 14
TURNS = ("noticed", "expired", "reopened")  # what is kept of a vacancy's life, row by row


@dataclass(frozen=True, slots=True)
class Freshness:
    """Since when a vacancy stands unconfirmed, and what follows when."""

    confirmed_on: date
    noticed_on: date | None = None  # a notice about this very confirmation
    open_until: date | None = None  # a day named when it was opened again; ``None``: the usual 90 days

    @property
    def ends_on(self) -> date:
        """The last day that was meant, before any notice."""
        return self.open_until or self.confirmed_on + timedelta(days=OPEN_DAYS)

    @property
    def notice_on(self) -> date:
        """When the employer is asked."""
        return self.ends_on - timedelta(days=NOTICE_DAYS)

    @property
    def expires_on(self) -> date:
        """The day on which it closes by itself: never before the notice has had its time."""
        if self.noticed_on is None:
            return self.ends_on
        return max(self.ends_on, self.noticed_on + timedelta(days=NOTICE_DAYS))

    def state(self, on: date) -> str:
        """``fresh``, ``notice_due``, ``noticed`` or ``stale`` on a day."""
        if self.noticed_on is not None:
            return "stale" if on >= self.expires_on else "noticed"
        return "notice_due" if on >= self.notice_on else "fresh"


def freshness(confirmed_on: date, noticed_on: date | None, open_until: date | None = None) -> Freshness:
    """The freshness of a vacancy; a notice from before the last confirmation is spent."""
    valid = noticed_on if noticed_on is not None and noticed_on > confirmed_on else None
    return Freshness(confirmed_on, valid, open_until)


def may_be_open_until(until: date, *, today: date) -> bool:
    """Whether a vacancy may be opened again until a day: room for the notice, and never longer than usual."""
    return today + timedelta(days=NOTICE_DAYS) < until <= today + timedelta(days=OPEN_DAYS)
