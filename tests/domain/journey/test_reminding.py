"""Whether a person is reminded: an open case, their own step, a way to them, the pause over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.journey.reminding import PAUSE_DAYS, Turn, verdict

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        (Turn(True, True, True, None), "will"),
        (Turn(False, True, True, None), "closed"),
        (Turn(True, False, True, None), "not_theirs"),
        (Turn(True, True, False, None), "no_way"),
        (Turn(True, True, True, NOW - timedelta(days=PAUSE_DAYS)), "will"),
        (Turn(True, True, True, NOW - timedelta(days=PAUSE_DAYS - 1)), "paused"),
        (Turn(True, True, True, NOW - timedelta(days=2), 1), "will"),
    ],
)
def test_worked_cases(turn: Turn, expected: str) -> None:
    assert verdict(turn, now=NOW) == expected


@given(st.integers(1, 90), st.integers(0, 200))
def test_nobody_is_reminded_within_the_pause(pause: int, since: int) -> None:
    said = verdict(Turn(True, True, True, NOW - timedelta(days=since), pause), now=NOW)
    assert said == ("will" if since >= pause else "paused")
