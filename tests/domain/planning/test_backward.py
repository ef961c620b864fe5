"""A plan counted back keeps its order, is never helped by longer steps, and is red without a channel."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.journey.transitions import Track, Transition
from passerelle.domain.planning.backward import ORDER, RED, Step, backward_plan, verdict
from passerelle.domain.planning.durations import DURATIONS, Duration
from passerelle.domain.planning.table import steps_of

ON = date(2026, 3, 14)
START = ON + timedelta(days=100)
DAYS = st.none() | st.integers(0, 200)
CHANNEL = st.sampled_from([True, False, None])
STARTS = st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1))


STEPS = st.lists(
    st.builds(
        Step, st.sampled_from(ORDER), DAYS, st.just("assumption"), st.booleans(), CHANNEL, source=st.just("")
    ),
    unique_by=lambda one: one.code,
    max_size=6,
)


@given(STARTS, STEPS)
def test_last_days_are_in_order(start: date | None, steps: list[Step]) -> None:
    plan = backward_plan(start, steps, ON)
    assert [ORDER.index(one.code) for one in plan] == sorted(ORDER.index(one.code) for one in steps)
    days = [one.latest for one in plan if one.latest]
    assert days == sorted(days)


@given(STARTS, STEPS, st.integers(0, 100))
def test_longer_steps_never_give_later_days(start: date | None, steps: list[Step], more: int) -> None:
    longer = [Step(one.code, (one.days or 0) + more, one.basis, one.done, one.channel) for one in steps]
    for short, long in zip(backward_plan(start, steps, ON), backward_plan(start, longer, ON), strict=True):
        assert (short.latest is None) == (long.latest is None)
        assert not (short.latest and long.latest) or long.latest <= short.latest


@given(STARTS, STEPS)
def test_without_a_channel_the_plan_is_red_whatever_the_rest(start: date | None, steps: list[Step]) -> None:
    others = [one for one in steps if one.code != "appointment"]
    plan = backward_plan(start, [*others, Step("appointment", 9, "observed", channel=False)], ON)
    assert verdict(plan) == "blocked"
    assert verdict(plan) in RED


@pytest.mark.parametrize(
    ("days", "channel", "state"),
    [
        (20, True, "ok"),
        (90, True, "tight"),
        (101, True, "late"),
        (None, True, "unknown"),
        (20, None, "unknown"),
    ],
)
def test_a_state_follows_from_the_days_left(days: int | None, channel: bool | None, state: str) -> None:
    plan = backward_plan(START, [Step("appointment", days, "observed", channel=channel)], ON)
    assert [one.state for one in plan] == [state]


def test_unknown_days_leave_earlier_steps_unknown_but_not_done_ones() -> None:
    steps = [Step("test", 9, "a", done=True), Step("file", 20, "a"), Step("travel", None, "unknown")]
    plan = backward_plan(START, steps, ON)
    assert [one.state for one in plan] == ["done", "unknown", "unknown"]
    assert plan[0].latest is None
    assert verdict(backward_plan(None, steps, ON)) == "unknown"
    assert verdict([]) == "unknown"


@pytest.mark.parametrize(
    ("step", "start", "why"),
    [
        (Step("appointment", 9, "a", channel=False), START, "no_channel"),
        (Step("appointment", 9, "a", channel=None), START, "no_post"),
        (Step("appointment", 9, "a", channel=None, why="opening_unknown"), START, "opening_unknown"),
        (Step("visa", None, "unknown", why="no_value"), START, "no_value"),
        (Step("visa", None, "unknown"), START, "days_unknown"),
        (Step("visa", 9, "a"), None, "start_unknown"),
        (Step("visa", 9, "a"), START, ""),
        (Step("visa", 900, "a"), START, ""),
    ],
)
def test_what_is_unknown_or_blocked_says_why(step: Step, start: date | None, why: str) -> None:
    assert [one.why for one in backward_plan(start, [step], ON)] == [why]


def test_a_step_before_one_of_unknown_days_says_so() -> None:
    plan = backward_plan(START, [Step("file", 9, "a"), Step("visa", None, "unknown", why="no_value")], ON)
    assert [one.why for one in plan] == ["later_unknown", "no_value"]


def test_every_step_has_days_that_are_said_to_be_assumed() -> None:
    assert set(DURATIONS) == set(ORDER)
    assert {one.basis for one in DURATIONS.values()} == {"assumption"}
    assert Duration(1, assumption=False).basis == "law"


def test_a_table_says_which_steps_there_are_and_which_lie_behind() -> None:
    who = ("caseworker",)
    rows = (
        Transition("call", "test_passed", who, "tested"),
        Transition("tested", "visa_filed", who, "filed", guard=("contract_signed",)),
        Transition("filed", "visa_refused", who, "refused"),
        Transition("refused", "appealed", who, "filed"),
        Transition("filed", "departed", who, "gone"),
    )
    track = Track("m", "mobility", "call", "call", ("gone",), rows)
    assert steps_of(track, "tested") == {
        "test": True, "contract": False, "file": False, "appointment": False, "exit_papers": False,
        "travel": False, "start": False,
    }  # fmt: skip
    assert steps_of(track, "filed")["appointment"]
    assert all(steps_of(track, "gone").values())
