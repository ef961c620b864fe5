"""Whether a person is reminded of a step now: whose step it is, a way to them, the pause since the last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Days between two reminders of one case where the scheme's file does not say: a choice of this project.
PAUSE_DAYS = 7
WILL, CLOSED, NOT_THEIRS, NO_WAY, PAUSED = "will", "closed", "not_theirs", "no_way", "paused"


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known of a case when somebody wants to remind its person."""

    is_open: bool
    is_theirs: bool
    reachable: bool
    last: datetime | None
    pause_days: int = PAUSE_DAYS


def verdict(turn: Turn, *, now: datetime) -> str:
    """``will``, or why not: the case is closed, the step is somebody else's, no way is known, too soon."""
    if not turn.is_open:
        return CLOSED
    if not turn.is_theirs:
        return NOT_THEIRS
    if not turn.reachable:
        return NO_WAY
    return PAUSED if turn.last and now < turn.last + timedelta(days=turn.pause_days) else WILL
