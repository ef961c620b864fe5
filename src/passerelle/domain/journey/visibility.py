"""What a stage table shows the person: an arrival that it hides stays behind the last one that it does not."""

from collections.abc import Sequence

from passerelle.domain.journey.transitions import Track

Arrival = tuple[str, str]  # the event, and the stage that it led to


def is_hidden(track: Track, arrival: Arrival) -> bool:
    """Whether the person does not see that the case came here.

    A stage can be reached hidden by one row and openly by another: the row that was taken decides. A stage
    reached by no row of the table (a case moved to another version) is hidden where some row hides it.
    """
    event, stage = arrival
    openly = any(row.event == event and row.to == stage and not row.hidden for row in track.transitions)
    return not openly and any(row.to == stage and row.hidden for row in track.transitions)


def last_shown(track: Track, arrivals: Sequence[Arrival]) -> int | None:
    """Which of a case's arrivals, in their order, the person sees as the present one; ``None``: none yet."""
    shown = [place for place, one in enumerate(arrivals) if not is_hidden(track, one)]
    return shown[-1] if shown else None
