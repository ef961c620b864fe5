"""From the first day of work back to today: the last day on which each step can begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ORDER = (
    "test", "course", "recognition", "contract", "file", "decision", "appointment", "visa", "exit_papers",
    "travel", "start",
)  # fmt: skip
TIGHT_DAYS = 14  # a choice of this project: fewer days than this are tight
WORST = ("done", "ok", "tight", "unknown", "late", "blocked")
RED = ("late", "blocked")


@dataclass(frozen=True, slots=True)
class Step:
    """A step that a case needs: its days (``None``: not known), on what they rest, whether it is done."""

    code: str
    days: int | None
    basis: str  # law, law_confirmed, observed, assumption, unknown
    done: bool = False
    channel: bool | None = True  # False: nowhere to do it; None: nobody recorded where
    source: str = ""
    why: str = ""  # a code: why its days or its channel are not known


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with the last day on which it can begin; where days after it are unknown, earlier still."""

    code: str
    latest: date | None
    days: int | None
    basis: str
    state: str
    source: str = ""
    why: str = ""  # a code, where the state is unknown or blocked


def backward_plan(start: date | None, steps: Iterable[Step], on: date) -> list[PlannedStep]:
    """The steps in their order, one after the other, counted back from the start; unknown days are none."""
    planned, day, sure = [], start, start is not None
    for step in sorted(steps, key=lambda one: ORDER.index(one.code), reverse=True):
        if not step.done:
            sure = sure and step.days is not None
            day = day - timedelta(days=step.days or 0) if day else None
        state = _state(step, day, on=on, sure=sure)
        latest = None if step.done else day
        why = _why(step, state, day)
        planned.append(PlannedStep(step.code, latest, step.days, step.basis, state, step.source, why))
    return planned[::-1]


def verdict(plan: Iterable[PlannedStep]) -> str:
    """The state of the whole: its worst step's; a plan without a step is not known."""
    return max((one.state for one in plan), key=WORST.index, default="unknown")


def _state(step: Step, day: date | None, *, on: date, sure: bool) -> str:
    if step.done:
        return "done"
    if step.channel is False:
        return "blocked"
    if day is not None and day < on:
        return "late"
    if day is None or not sure or step.channel is None:
        return "unknown"
    return "tight" if (day - on).days < TIGHT_DAYS else "ok"


def _why(step: Step, state: str, day: date | None) -> str:
    """What makes a state unknown or blocked: of the step itself first, then of what comes after it."""
    if state == "blocked":
        return "no_channel"
    if state != "unknown":
        return ""
    if step.why or step.channel is None:
        return step.why or "no_post"
    if day is None:
        return "start_unknown"
    return "days_unknown" if step.days is None else "later_unknown"
