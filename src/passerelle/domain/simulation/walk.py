"""One person's way through a stage table, drawn step by step; it always comes to an end."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.domain.journey.transitions import Track, Transition, transitions_from
from passerelle.domain.simulation.assumptions import Assumptions
from passerelle.domain.simulation.draws import days_between, draw

PATIENCE = 3  # visits to one stage before a case takes the shortest way to an end


@dataclass(frozen=True, slots=True)
class Step:
    """What happens next to a case, and when."""

    row: Transition
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: at a stage since a day, for the n-th time."""

    person: str
    track: Track
    stage: str
    since: date
    visit: int = 1


def next_step(assumed: Assumptions, standing: Standing, *, seed: int) -> Step | None:
    """The event that the draw chooses at this stage and its day; ``None`` at an end."""
    chances = assumed.chances(standing.track, standing.stage)
    if not chances:
        return None
    about = (standing.track.id, standing.person, standing.stage, standing.visit)
    row = _chosen(chances, draw(seed, "event", *about))
    if standing.visit >= PATIENCE:
        row = shortest_row(standing.track, standing.stage)
    least, most = assumed.days(standing.stage, row.event)
    days = days_between(least, most, draw(seed, "days", *about))
    return Step(row, standing.since + timedelta(days=days))


def walk(
    assumed: Assumptions, track: Track, person: str, *, seed: int, start: date, to: str = "end"
) -> Iterator[Step]:
    """Every step of one person from the track's first stage to an end, or to what counts as departure."""
    visits: dict[str, int] = {track.first: 1}
    goals = assumed.goals(track) if to == "departure" else frozenset()
    standing = Standing(person, track, track.first, start)
    while standing.stage not in goals:
        step = next_step(assumed, standing, seed=seed)
        if step is None:
            return
        yield step
        visits[step.row.to] = visits.get(step.row.to, 0) + 1
        standing = Standing(person, track, step.row.to, step.on, visits[step.row.to])


def track_of(assumed: Assumptions, person: str, *, seed: int) -> Track:
    """The track that a person takes, where a scheme has several."""
    tracks = assumed.scheme.tracks
    chance, passed = draw(seed, "track", person), 0.0
    for track in tracks[:-1]:
        passed += assumed.track_share(track)
        if chance < passed:
            return track
    return tracks[-1]


def shortest_row(track: Track, stage: str) -> Transition:
    """The first row on a shortest way from a stage to an end: patience is over, the case is brought home."""
    waiting = deque((row, row.to) for row in transitions_from(track, stage))
    seen = {stage}
    while waiting:
        first, here = waiting.popleft()
        if track.is_end(here):
            return first
        if here not in seen:
            seen.add(here)
            waiting.extend((first, row.to) for row in transitions_from(track, here))
    raise ValueError(f"no end can be reached from {stage}")  # a checked table has no such stage


def _chosen(chances: tuple[tuple[Transition, float], ...], chance: float) -> Transition:
    passed = 0.0
    for row, share in chances[:-1]:
        passed += share
        if chance < passed:
            return row
    return chances[-1][0]
