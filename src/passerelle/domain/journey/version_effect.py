"""What a changed stage table would mean for cases that stand on the former one."""

from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.domain.journey.transitions import Track, transitions_from

# From the gravest to none: the first that applies names the effect.
TRACK_GONE, STAGE_GONE = "track-gone", "stage-gone"
EVENT_GONE, GUARD_ADDED, TERM_CHANGED, EVENT_ADDED, SAME = (
    "event-gone",
    "guard-added",
    "term-changed",
    "event-added",
    "same",
)
KEEPS_FROM_MOVING = frozenset({TRACK_GONE, STAGE_GONE})


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes for a case at one stage, with the events, guards or days concerned."""

    code: str
    names: tuple[str, ...] = ()


def effect_on(before: Track, after: Track | None, stage: str) -> Effect:
    """The gravest effect for a case that stands at a stage of the former table."""
    if after is None:
        return Effect(TRACK_GONE, (before.id,))
    if stage not in after.stages:
        return Effect(STAGE_GONE, (stage,))
    old = {row.event: row for row in transitions_from(before, stage)}
    new = {row.event: row for row in transitions_from(after, stage)}
    shared = [(old[event], new[event]) for event in old if event in new]
    found: Mapping[str, list[str]] = {
        EVENT_GONE: [event for event in old if event not in new],
        GUARD_ADDED: [name for was, is_ in shared for name in is_.guard if name not in was.guard],
        TERM_CHANGED: [is_.event for was, is_ in shared if was.due_days != is_.due_days],
        EVENT_ADDED: [event for event in new if event not in old],
    }
    return next((Effect(code, tuple(names)) for code, names in found.items() if names), Effect(SAME))
