"""Who moves up when a place is released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

CLAIM_DAYS = 7  # how long a place is held for somebody who moved up, unless the quota says otherwise


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the list; ``claim_until`` is set once they moved up."""

    name: str
    rank: int
    claim_until: date | None = None

    def claims(self, on: date) -> bool:
        """Whether a place is being held for them on a day; the last day counts."""
        return self.claim_until is not None and on <= self.claim_until

    def lapsed(self, on: date) -> bool:
        """Whether the place was held for them and the time has passed."""
        return self.claim_until is not None and on > self.claim_until


def moving_up(waiting: Iterable[Waiting], *, free: int) -> list[Waiting]:
    """Those who move up to so many free places: the lowest ranks among those who have not yet."""
    still = sorted((one for one in waiting if one.claim_until is None), key=lambda one: one.rank)
    return still[: max(0, free)]


def claim_ends(on: date, days: int = CLAIM_DAYS) -> date:
    """The last day of a claim that begins on a day."""
    return on + timedelta(days=days)
