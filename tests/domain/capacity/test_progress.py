"""Progress from a baseline to a target, in either direction; the spread of durations."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.capacity.progress import Measured, Wanted, progress, spread

JAN, JUN, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)


def _measured(value: int, on: date, unit: str = "days") -> Measured:
    return Measured("turnaround_days", Decimal(value), unit, on)


def test_fewer_days_can_be_the_goal() -> None:
    goal = Wanted("turnaround_days", Decimal(10), "days", JUN)
    (line,) = progress([_measured(25, JUN), _measured(30, JAN)], [goal], on=DEC)
    assert line.baseline is not None
    assert (line.baseline.value, line.share, line.reached, line.overdue) == (30, 0.25, False, True)


def test_the_last_goal_is_in_force_and_what_is_reached_is_not_overdue() -> None:
    goals = [
        Wanted("turnaround_days", Decimal(5), "days", JUN),
        Wanted("turnaround_days", Decimal(20), "days", JUN),
    ]
    (line,) = progress([_measured(30, JAN), _measured(18, JUN)], goals, on=DEC)
    assert line.reached
    assert not line.overdue


def test_what_cannot_be_told_is_unknown() -> None:
    goal = Wanted("turnaround_days", Decimal(10), "weeks", DEC)
    (line,) = progress([_measured(30, JAN)], [goal], on=JUN)
    assert (line.share, line.reached, line.overdue) == (None, None, False)
    (line,) = progress([_measured(30, JAN)], [], on=JUN)
    assert (line.target, line.unit) == (None, "days")
    (line,) = progress([], [goal], on=JUN)
    assert (line.baseline, line.unit) == (None, "weeks")


def test_a_goal_equal_to_the_baseline_is_held_or_lost() -> None:
    goal = Wanted("turnaround_days", Decimal(30), "days", DEC)
    assert progress([_measured(30, JAN)], [goal], on=JUN)[0].share == 1
    assert progress([_measured(30, JAN), _measured(31, JUN)], [goal], on=JUN)[0].share == 0


@given(st.lists(st.floats(0, 10_000), min_size=1))
def test_the_middle_half_lies_inside(days: list[float]) -> None:
    found = spread(days)
    assert found is not None
    assert min(days) <= found.lower <= found.median <= found.upper <= max(days)


def test_no_duration_has_no_spread() -> None:
    assert spread([]) is None
    assert spread([4, 1, 3, 2]) is not None
