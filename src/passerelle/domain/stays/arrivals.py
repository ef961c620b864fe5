"""Who says when somebody arrived and started; two independent words confirm each other, or differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

ARRIVAL, START = "arrival", "start"
PERSON, HOST, TEAM = "person", "host", "team"
SIDES = (PERSON, HOST, TEAM)
# Where a scheme's file sets no term: a choice of this project, not a rule of law.
TERM = timedelta(days=14)
# What a start is called in the stage tables, by the kind of stay. Nobody arrives for work from home.
STARTS: Mapping[str, str] = MappingProxyType(
    {
        "work": "work_started",
        "season": "season_started",
        "study": "enrolled",
        "internship": "internship_started",
        "visit": "visit_started",
        "remote": "remote_work_started",
        "home": "job_taken",
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """One side's day."""

    side: str
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """The day that stands, who said that very day, and who said another.

    ``day``: ``None`` while nobody said one. ``settled``: two sides agree, or the team has decided.
    """

    day: date | None
    agreed: tuple[str, ...]
    others: tuple[Said, ...]

    @property
    def differs(self) -> bool:
        """Whether somebody said another day."""
        return bool(self.others)

    @property
    def settled(self) -> bool:
        """Whether two sides say the same day, or the team decided between them."""
        return len(self.agreed) > 1 or (TEAM in self.agreed and self.differs)


def standing(words: Iterable[Said]) -> Standing:
    """The day that stands: the team's word, else the day of two sides, else the first that was said."""
    said = tuple(words)
    day = _day(said)
    agreed = tuple(side for side in SIDES if any(one.side == side and one.on == day for one in said))
    return Standing(day, agreed, tuple(one for one in said if one.on != day))


def _day(said: tuple[Said, ...]) -> date | None:
    team = [one.on for one in said if one.side == TEAM]
    if team:
        return team[-1]
    days = [one.on for one in said]
    return next((day for day in days if days.count(day) > 1), days[0] if days else None)


def due_after(day: date, term: date | None) -> date:
    """By when the next word is awaited: the table's own term, else 14 days."""
    return term or day + TERM
