"""What can be wrong with a stages table: found by walking it, not by trusting it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from passerelle.domain.journey.transitions import Track
from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class TableFault:
    """One fault; ``key`` and, for a row of the table, ``row`` (0 is the first) say where it stands."""

    code: str
    key: str
    message: Text
    expected: Text
    row: int | None = None


def table_faults(track: Track) -> list[TableFault]:
    """Unknown, unreachable and dead-end stages, ends that go on, and events that could mean two things."""
    unknown = list(_unknown_stages(track))
    if unknown:  # a walk from or to a stage that is not there would blame every row
        return [*unknown, *_ambiguous_events(track)]
    return [
        *_ambiguous_events(track),
        *_start_that_ends(track),
        *_ends_that_go_on(track),
        *_dead_ends(track),
        *_unreachable(track),
    ]


def reachable(track: Track, start: str) -> frozenset[str]:
    """Every stage that a case can come to from a stage, itself included."""
    return _closure(start, [(row.leaving, row.to) for row in track.transitions])


def leading_to(track: Track, guard: str) -> frozenset[str]:
    """Every stage from which a row with this guard is still ahead, or is next."""
    gates = {row.leaving for row in track.transitions if guard in row.guard}
    return frozenset(stage for stage in track.stages if gates & reachable(track, stage))


def _closure(start: str, steps: Iterable[tuple[str, str]]) -> frozenset[str]:
    following: dict[str, list[str]] = {}
    for before, after in steps:
        following.setdefault(before, []).append(after)
    seen = {start}
    open_ = [start]
    while open_:
        for stage in following.get(open_.pop(), ()):
            if stage not in seen:
                seen.add(stage)
                open_.append(stage)
    return frozenset(seen)


def _unknown_stages(track: Track) -> Iterator[TableFault]:
    expected = Text("A stage that the table names.")
    named = {row.leaving for row in track.transitions} | {row.to for row in track.transitions}
    for key, stages in (("first", (track.first,)), ("start_stage", (track.start_stage,)), ("ends", track.ends)):
        for stage in stages:
            if stage not in named:
                message = Text("No row of the table names the stage %(stage)s.", {"stage": stage})
                yield TableFault("unknown-stage", key, message, expected)


def _ambiguous_events(track: Track) -> Iterator[TableFault]:
    seen: set[tuple[str, str]] = set()
    for place, row in enumerate(track.transitions):
        if (row.leaving, row.event) in seen:
            message = Text(
                "%(event)s already leaves the stage %(stage)s.", {"event": row.event, "stage": row.leaving}
            )
            expected = Text("Each event once for each stage.")
            yield TableFault("ambiguous-event", "transitions", message, expected, place)
        seen.add((row.leaving, row.event))


def _start_that_ends(track: Track) -> Iterator[TableFault]:
    if track.start_stage in track.ends:
        message = Text("An accepted referral would start at the end %(stage)s.", {"stage": track.start_stage})
        yield TableFault("start-is-end", "start_stage", message, Text("A stage that leads on."))


def _ends_that_go_on(track: Track) -> Iterator[TableFault]:
    for place, row in enumerate(track.transitions):
        if row.leaving in track.ends:
            message = Text("%(stage)s is an end, but a row leaves it.", {"stage": row.leaving})
            yield TableFault("end-goes-on", "transitions", message, Text("No row from an end."), place)


def _dead_ends(track: Track) -> Iterator[TableFault]:
    leads_on = _closure_back(track)
    reported: Counter[str] = Counter()
    for place, row in enumerate(track.transitions):
        if row.to not in leads_on and not reported[row.to]:
            reported[row.to] += 1
            message = Text("From the stage %(stage)s no end can be reached.", {"stage": row.to})
            expected = Text("A row that leads on, or the stage among the ends.")
            yield TableFault("dead-end", "transitions", message, expected, place)


def _closure_back(track: Track) -> frozenset[str]:
    back = [(row.to, row.leaving) for row in track.transitions]
    return frozenset(stage for end in track.ends for stage in _closure(end, back))


def _unreachable(track: Track) -> Iterator[TableFault]:
    found = reachable(track, track.first)
    reported: Counter[str] = Counter()
    for place, row in enumerate(track.transitions):
        if row.leaving not in found and not reported[row.leaving]:
            reported[row.leaving] += 1
            message = Text("The stage %(stage)s cannot be reached.", {"stage": row.leaving})
            expected = Text("A row that leads to it from %(first)s.", {"first": track.first})
            yield TableFault("unreachable-stage", "transitions", message, expected, place)
