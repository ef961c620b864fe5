"""What an employer has done so far, counted from the records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median


@dataclass(frozen=True, slots=True)
class History:
    """Counts of one employer in one scheme; ``None`` where nothing can be said yet.

    ``contests_upheld`` is ``None`` for a reader who may not know of contests.
    """

    vacancies: int
    posts: int
    referrals: int
    offers: int
    withdrawn_offers: int
    hires: int
    breaches: int
    kept_promises: int
    broken_promises: int
    contests_upheld: int | None
    response_days: float | None
    unanswered: int = 0
    longest_wait_days: int | None = None


# What a timeline is made of.
MOMENTS = (
    "file_opened", "check_accepted", "check_sent_back", "recognised", "plan_accepted", "plan_sent_back",
    "test_accepted", "test_sent_back", "committed", "noticed", "expired", "reopened", "suspended", "lifted",
    "promise_made", "promise_kept", "promise_broken", "promise_withdrawn", "promise_released",
    "promise_reopened", "offer_withdrawn", "contest_upheld",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of an employer's timeline; what it is about by public number, its reason by code."""

    on: date
    kind: str
    about: str = ""  # a title or name, as recorded
    route: str = ""  # the page of ``number``
    number: str = ""
    code: str = ""
    vocabulary: str = ""  # whose word the code is
    until: date | None = None
    posts: int | None = None


def newest_first(moments: Iterable[Moment]) -> list[Moment]:
    """One timeline; of one day, in the order of the kinds."""
    return sorted(moments, key=lambda one: (-one.on.toordinal(), MOMENTS.index(one.kind), one.number))


@dataclass(frozen=True, slots=True)
class Waits:
    """Who has not been answered yet, and for how many whole days the longest waits."""

    unanswered: int
    longest_days: int | None


def waits(pairs: Iterable[tuple[datetime, datetime | None]], *, now: datetime) -> Waits:
    """Of people who agreed: those without an offer or a no."""
    open_ = [(now - asked).days for asked, answered in pairs if answered is None]
    return Waits(len(open_), max(open_, default=None))


def response_days(pairs: Iterable[tuple[datetime, datetime | None]]) -> float | None:
    """The median time from asked to answered, in days; who was not answered yet is left out."""
    spans = [(answered - asked).total_seconds() / 86_400 for asked, answered in pairs if answered is not None]
    return round(median(spans), 1) if spans else None
