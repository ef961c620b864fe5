"""Which steps a track's own table asks for, and which of them a stage has behind it."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.journey.transitions import Track, Transition

# The events, or guards of an event, by which a table shows that it has a step.
EVENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "test": ("test_passed",),
        "course": ("certified", "course_completed", "language_certified"),
        "recognition": ("recognition_settled",),
        "contract": ("contract_signed", "agreement_signed"),
        "file": ("permit_filed", "visa_filed"),
        "decision": ("permit_granted",),
        "appointment": ("visa_filed",),
        "visa": ("visa_granted",),
        "exit_papers": ("departed",),
        "travel": ("departed",),
        "start": ("work_started", "remote_work_started", "season_started", "internship_started"),
    }
)


def steps_of(track: Track, stage: str) -> dict[str, bool]:
    """The steps of a table, each with whether no way leads to it any more; the start is always one."""
    ahead = _ahead(track, stage)
    found = {}
    for code, names in EVENTS.items():
        rows = [row for row in track.transitions if _shows(row, code, names)]
        if rows:
            found[code] = not any(row.leaving in ahead for row in rows)
    return {"start": track.is_end(stage), **found}


def _shows(row: Transition, code: str, names: tuple[str, ...]) -> bool:
    guarded = code in ("course", "recognition", "contract") and any(name in names for name in row.guard)
    return row.event in names or guarded


def _ahead(track: Track, stage: str) -> set[str]:
    """The stage and every one that can still be reached from it."""
    reached, waiting = {stage}, [stage]
    while waiting:
        here = waiting.pop()
        for row in track.transitions:
            if row.leaving == here and row.to not in reached:
                reached.add(row.to)
                waiting.append(row.to)
    return reached
