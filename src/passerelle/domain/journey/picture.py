"""A stage table as a picture: where each stage stands in rows, and which stages a step joins."""

from collections import deque
from dataclasses import dataclass

from passerelle.domain.journey.transitions import Track

ACROSS = 5


@dataclass(frozen=True, slots=True)
class Node:
    """A stage with its place: column and row, counted from 0."""

    stage: str
    column: int
    row: int
    is_end: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The stages in the order in which a case can come to them, and each pair that a row joins, once."""

    nodes: tuple[Node, ...]
    joined: tuple[tuple[Node, Node], ...]

    @property
    def rows(self) -> int:
        """How many rows of stages there are."""
        return max((node.row for node in self.nodes), default=-1) + 1


def draw(track: Track) -> Picture:
    """Open stages first, in the order in which they are reached; ends after them, in rows of their own."""
    order = _reached(track)
    open_ = [stage for stage in order if not track.is_end(stage)]
    ends = [stage for stage in order if track.is_end(stage)]
    below = -(-len(open_) // ACROSS)
    nodes = {
        stage: Node(stage, place % ACROSS, first + place // ACROSS, track.is_end(stage))
        for first, stages in ((0, open_), (below, ends))
        for place, stage in enumerate(stages)
    }
    pairs = dict.fromkeys((row.leaving, row.to) for row in track.transitions if row.leaving != row.to)
    onward = [(nodes[one], nodes[other]) for one, other in pairs if not nodes[other].is_end]
    return Picture(tuple(nodes.values()), tuple(onward))


def _reached(track: Track) -> list[str]:
    seen = {track.first: None}
    waiting = deque([track.first])
    while waiting:
        stage = waiting.popleft()
        for row in track.transitions:
            if row.leaving == stage and row.to not in seen:
                seen[row.to] = None
                waiting.append(row.to)
    return list(seen)
