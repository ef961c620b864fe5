"""Who is visited first: points from facts, each explained; what is told in confidence stays apart."""

from dataclasses import dataclass

CHOICE = "a choice of this project, not a rule of law"
LONG_AGO = 180  # days since the last visit
HIGH, MEDIUM = 6, 3  # points from which a host counts as such
# What each fact adds, and the most that many of a kind add together. Choices, marked as such on the page.
POINTS = {"new_host": 2, "never_visited": 2, "long_ago": 1, "housing": 2, "late_pay": 1, "findings": 1}
MOST = {"late_pay": 3, "findings": 4, "flags": 4, "grievances": 6}
HEARD = {"flags": 1, "grievances": 3}
SIZES = ((20, 3), (5, 2), (2, 1))  # workers at least, points


@dataclass(frozen=True, slots=True)
class OpenFacts:
    """What everybody who reads the plan may know. ``days_since_visit``: ``None`` when nobody ever came.

    ``is_new`` and ``houses`` are ``None`` when nobody knows whether the host is new, or gives housing.
    """

    workers: int
    is_new: bool | None = None
    houses: bool | None = None
    days_since_visit: int | None = None
    late_pay: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class HeardFacts:
    """What only a welfare officer may know: open flags, and open grievances that this officer hears."""

    flags: int = 0
    grievances: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """One reason with what it adds; ``count`` is what was counted, where something is."""

    code: str
    points: int
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """The points and their sum; ``unknown`` names facts that nobody stated, which add nothing."""

    points: tuple[Point, ...]
    unknown: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(one.points for one in self.points)

    @property
    def level(self) -> str:
        """High, medium or low."""
        return "high" if self.total >= HIGH else "medium" if self.total >= MEDIUM else "low"


def open_risk(facts: OpenFacts) -> Risk:
    """The risk as everybody may know it: it cannot depend on what was told in confidence."""
    given = {"new_host": facts.is_new, "housing": facts.houses}
    found = [Point(code, POINTS[code]) for code, fact in given.items() if fact]
    size = next((points for least, points in SIZES if facts.workers >= least), 0)
    found += [Point("workers", size, facts.workers)] if size else []
    if facts.days_since_visit is None:
        found.append(Point("never_visited", POINTS["never_visited"]))
    elif facts.days_since_visit > LONG_AGO:
        found.append(Point("long_ago", POINTS["long_ago"], facts.days_since_visit))
    counted = {"late_pay": facts.late_pay, "findings": facts.findings}
    found += [_counted(code, POINTS[code], count) for code, count in counted.items() if count]
    return Risk(tuple(found), tuple(code for code, fact in given.items() if fact is None))


def heard_risk(facts: OpenFacts, heard: HeardFacts) -> Risk:
    """The risk in the eyes of a welfare officer: the open one, and what was flagged and told."""
    base = open_risk(facts)
    counted = {"flags": heard.flags, "grievances": heard.grievances}
    more = [_counted(code, HEARD[code], count) for code, count in counted.items() if count]
    return Risk((*base.points, *more), base.unknown)


def _counted(code: str, each: int, count: int) -> Point:
    return Point(code, min(each * count, MOST[code]), count)
