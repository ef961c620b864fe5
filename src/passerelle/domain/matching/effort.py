"""How much work a solve may do: counted in gap and branches, and by a clock only where one is asked for."""

import time
from dataclasses import dataclass


class OutOfTime(Exception):  # noqa: N818  # a limit that was asked for, not a fault
    """The time limit has passed in the middle of a step."""


@dataclass(frozen=True, slots=True)
class Effort:
    """When to stop: the gap that is good enough (0: the default), and the moment (``time.monotonic``)."""

    gap: float = 0.0
    deadline: float | None = None

    @classmethod
    def of(cls, gap: float, seconds: float | None) -> "Effort":
        """An effort that begins now."""
        return cls(gap, None if seconds is None else time.monotonic() + seconds)

    def left(self) -> float | None:
        """Seconds left; ``None`` without a limit. ``OutOfTime`` when there are none."""
        if self.deadline is None:
            return None
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise OutOfTime
        return seconds
