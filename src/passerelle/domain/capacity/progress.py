"""Progress of a measure from its baseline toward its target, and the spread of durations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ACTIVITIES = ("officials_training", "twinning", "study_visit", "system", "other")
ACTIVITY_STATES = ("planned", "held", "cancelled")
# Measures that are also computed from cases: shown beside each other.
COMPUTED = ("turnaround_days", "known_facts", "suspects", "import_changes")
MEASURES = (*COMPUTED, "officials_trained", "systems_running", "other")


@dataclass(frozen=True, slots=True)
class Measured:
    """A value on a day."""

    measure: str
    value: Decimal
    unit: str
    on: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """A goal in force."""

    measure: str
    target: Decimal
    unit: str
    due: date


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of the plan: baseline, newest value, target; ``share`` of the way, unless it cannot be told."""

    measure: str
    unit: str
    baseline: Measured | None
    latest: Measured | None
    target: Wanted | None
    share: float | None
    reached: bool | None
    overdue: bool


def progress(measures: Sequence[Measured], goals: Iterable[Wanted], *, on: date) -> list[Progress]:
    """One line for each measure that has a value or a goal, in the order of first mention."""
    wanted = {goal.measure: goal for goal in goals}
    names = dict.fromkeys([*(one.measure for one in measures), *wanted])
    return [
        _line(name, [one for one in measures if one.measure == name], wanted.get(name), on) for name in names
    ]


def _line(name: str, values: Sequence[Measured], goal: Wanted | None, on: date) -> Progress:
    ordered = sorted(values, key=lambda one: one.on)
    baseline, latest = (ordered[0], ordered[-1]) if ordered else (None, None)
    share = _share(baseline, latest, goal)
    reached = None if share is None else share >= 1
    unit = goal.unit if goal else ordered[-1].unit
    overdue = goal is not None and goal.due < on and not reached
    return Progress(name, unit, baseline, latest, goal, share, reached, overdue)


def _share(baseline: Measured | None, latest: Measured | None, goal: Wanted | None) -> float | None:
    """The part of the way done; it may fall below zero, where things got worse."""
    if baseline is None or latest is None or goal is None or goal.unit != latest.unit:
        return None
    way = goal.target - baseline.value
    if way == 0:
        return 1.0 if latest.value == goal.target else 0.0
    return float((latest.value - baseline.value) / way)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many durations, their median, and the middle half."""

    count: int
    median: float
    lower: float
    upper: float


def spread(days: Iterable[float]) -> Spread | None:
    """Median and quartiles (linear between neighbours); ``None`` without a value."""
    ordered = sorted(days)
    if not ordered:
        return None
    return Spread(len(ordered), *(_quantile(ordered, part) for part in (0.5, 0.25, 0.75)))


def _quantile(ordered: Sequence[float], part: float) -> float:
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
