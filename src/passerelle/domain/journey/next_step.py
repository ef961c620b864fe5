"""What a case waits for: the step that leads on, not the ones by which it would end without a result."""

from passerelle.domain.journey.reasons import needs_reason
from passerelle.domain.journey.transitions import Track, Transition, transitions_from


def next_step(track: Track, stage: str) -> Transition | None:
    """The first row of the table that leads on from a stage; ``None`` at an end."""
    rows = transitions_from(track, stage)
    onward = [row for row in rows if not needs_reason(track, row)]
    return next(iter(onward or rows), None)


def possible_events(track: Track, stage: str) -> tuple[str, ...]:
    """Every event that can happen at a stage, those that lead on first."""
    rows = transitions_from(track, stage)
    return tuple(row.event for row in sorted(rows, key=lambda row: needs_reason(track, row)))
