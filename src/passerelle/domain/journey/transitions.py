"""A track's stages as a table, and the one small engine that moves a case along it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Transition:
    """From a stage, an event brought by one of ``who`` leads to another stage.

    ``guard`` names what must hold first, ``due_days`` after how many days the next step is due,
    ``documents`` what the stage reached asks for; ``hidden``: the candidate does not see it yet; ``only_on``:
    guards that hold up only cases of these legal routes.
    """

    leaving: str
    event: str
    who: tuple[str, ...]
    to: str
    wording: str | None = None
    then: tuple[str, ...] = ()
    guard: tuple[str, ...] = ()
    due_days: int | None = None
    documents: tuple[str, ...] = ()
    hidden: bool = False
    only_on: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict, hash=False)

    def guards_on(self, route: str | None) -> tuple[str, ...]:
        """The guards that a case of this route must meet; while no route is known, all of them."""
        return tuple(name for name in self.guard if route is None or self._stands(name, route))

    def _stands(self, guard: str, route: str) -> bool:
        routes = self.only_on.get(guard, route)
        return route in ((routes,) if isinstance(routes, str) else routes)

    @property
    def wording_key(self) -> str:
        """The key of the sentence that the candidate reads once arrived; the stage's own unless told."""
        return self.wording or self.to

    def due_after(self, arrival: date) -> date | None:
        """The day by which the next step is due; ``None`` where the table sets no term."""
        return None if self.due_days is None else arrival + timedelta(days=self.due_days)


@dataclass(frozen=True, slots=True)
class Track:
    """One way through a scheme: where it begins, where an accepted referral joins it, where it ends."""

    id: str
    kind: str
    first: str
    start_stage: str
    ends: tuple[str, ...]
    transitions: tuple[Transition, ...]
    departure: tuple[str, ...] = ()  # what must be settled before departure; empty: the usual five
    note: str | None = None

    @property
    def stages(self) -> tuple[str, ...]:
        """Every stage once, in the order in which the table names them."""
        named = [self.first]
        for row in self.transitions:
            named += [row.leaving, row.to]
        return tuple(dict.fromkeys(named))

    def is_end(self, stage: str) -> bool:
        """Whether a case that reached this stage is closed."""
        return stage in self.ends


def transitions_from(track: Track, stage: str, *, who: str | None = None) -> tuple[Transition, ...]:
    """The rows that leave a stage, in table order; with ``who`` only those that this actor may bring."""
    return tuple(row for row in track.transitions if row.leaving == stage and (who is None or who in row.who))


def row_for(track: Track, stage: str, event: str) -> Transition | None:
    """The row that an event follows from a stage, whoever brings it; ``None`` where it cannot happen."""
    return next((row for row in transitions_from(track, stage) if row.event == event), None)


def joining(track: Track, event: str) -> Transition:
    """How a case joins the track at its start stage: by the table's own row where the event leads there."""
    rows = [row for row in track.transitions if row.event == event and row.to == track.start_stage]
    return rows[0] if rows else Transition(track.first, event, (), track.start_stage)


def move(track: Track, stage: str, event: str, *, who: str) -> Transition:
    """The row that an event follows from a stage.

    Raises ``Refused`` with code ``unknown-stage``, ``event-not-possible`` or ``actor-not-allowed``.
    """
    if stage not in track.stages:
        raise _refused("unknown-stage", Text("This track has no stage %(stage)s.", {"stage": stage}))
    row = row_for(track, stage, event)
    if row is None:
        possible = ", ".join(row.event for row in transitions_from(track, stage)) or "–"
        raise _refused(
            "event-not-possible",
            Text("%(event)s cannot happen at stage %(stage)s.", {"event": event, "stage": stage}),
            Text("Possible here: %(events)s.", {"events": possible}),
        )
    if who not in row.who:
        raise _refused(
            "actor-not-allowed",
            Text("%(who)s may not record %(event)s.", {"who": who, "event": event}),
            Text("It is recorded by: %(actors)s.", {"actors": ", ".join(row.who)}),
        )
    return row


def _refused(code: str, message: Text, hint: Text | None = None) -> Refused:
    return Refused([Problem(code, message, hint)])
