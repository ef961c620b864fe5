"""Who does what next, and when: the draws of the domain, put into a calendar."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from passerelle.actions.followups.closing import OF_FOLLOW_UP
from passerelle.commands.simulation.clock import monday
from passerelle.domain.journey.faults import reachable
from passerelle.domain.journey.transitions import Track, transitions_from
from passerelle.domain.simulation.assumptions import Assumptions
from passerelle.domain.simulation.walk import Standing, Step, next_step

REFERRED = "referred"  # brought by a matching run, not by a case worker alone
IN_HAND = frozenset({"referred", "agreed", "shortlisted", "interviewed", "offered"})


@dataclass(frozen=True, slots=True)
class Due:
    """People of one track and stage to whom one event happens on one day, in the order of their numbers."""

    on: date
    track: Track
    stage: str
    event: str
    people: tuple[str, ...]


@dataclass(slots=True)
class Plans:
    """Every person's next step; those who wait for a matching run stand apart."""

    assumed: Assumptions
    seed: int
    to: str
    standings: dict[str, Standing] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    visits: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    _ahead: dict[tuple[str, str], bool] = field(default_factory=dict)

    def arrived(self, person: str, track: Track, stage: str, on: date) -> None:
        """A person stands at a stage since a day: draw what comes next."""
        self.visits[person, stage] += 1
        standing = Standing(person, track, stage, on, self.visits[person, stage])
        self.standings[person] = standing
        self._draw(standing)

    def not_so(self, person: str, events: Sequence[str], on: date) -> None:
        """What was drawn could not happen (no place was left): the first of these that the table knows does."""
        standing = self.standings[person]
        rows = {row.event: row for row in transitions_from(standing.track, standing.stage)}
        row = next((rows[event] for event in events if event in rows), None)
        self.steps.pop(person, None)
        if row is not None:
            self.steps[person] = Step(row, on)

    def due(self) -> Iterator[Due]:
        """Everything of the next day on which something happens."""
        if not self.steps:
            return
        day = min(monday(step.on) for step in self.steps.values())
        groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for person, step in self.steps.items():
            if monday(step.on) == day:
                standing = self.standings[person]
                groups[standing.track.id, standing.stage, step.row.event].append(person)
        ways = self.assumed.ways
        for (track, stage, event), people in sorted(groups.items()):
            yield Due(day, ways[track], stage, event, tuple(sorted(people)))

    def list_is_complete(self) -> bool:
        """Whether everybody who may still come to the list is on it, and nobody is in an employer's hands."""
        return bool(self.waiting) and not any(self._on_the_way(self.standings[one]) for one in self.steps)

    def stop_waiting(self, people: Iterable[str]) -> None:
        """These leave the list: they were referred, or no run will come."""
        self.waiting.difference_update(people)

    def _on_the_way(self, standing: Standing) -> bool:
        where = (standing.track.id, standing.stage)
        if where not in self._ahead:
            ahead = reachable(standing.track, standing.stage)
            self._ahead[where] = standing.stage in IN_HAND or standing.track.start_stage in ahead
        return self._ahead[where]

    def _is_followed(self, standing: Standing) -> bool:
        events = {row.event for row in transitions_from(standing.track, standing.stage)}
        return bool(events) and events <= OF_FOLLOW_UP

    def _draw(self, standing: Standing) -> None:
        person = standing.person
        self.steps.pop(person, None)
        if self.to == "departure" and standing.stage in self.assumed.goals(standing.track):
            return
        if self.to == "end" and self._is_followed(standing):
            return  # answers to the waves move the case, not a draw
        step = next_step(self.assumed, standing, seed=self.seed)
        if step is None:
            return
        if step.row.event == REFERRED:
            self.waiting.add(person)
            return
        self.steps[person] = replace(step, on=max(step.on, standing.since))
