"""What an employer has done so far, counted from the records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median


@dataclass(frozen=True, slots=True)
class History:
    """Counts of one employer in one scheme; ``None`` where nothing can be said yet."""

    vacancies: int
    posts: int
    referrals: int
    offers: int
    withdrawn_offers: int
    hires: int
    breaches: int
    broken_promises: int | None
    response_days: float | None


def response_days(pairs: Iterable[tuple[datetime, datetime | None]]) -> float | None:
    """The median time from asked to answered, in days; who was not answered yet is left out."""
    spans = [(answered - asked).total_seconds() / 86_400 for asked, answered in pairs if answered is not None]
    return round(median(spans), 1) if spans else None
