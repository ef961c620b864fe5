"""A track's stages as a table, and the one small engine that moves a case along it."""

from dataclasses import dataclass

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Transition:
    """From a stage, an event brought by one of ``who`` leads to another stage."""

    leaving: str
    event: str
    who: tuple[str, ...]
    to: str
    wording: str | None = None
    then: tuple[str, ...] = ()

    @property
    def wording_key(self) -> str:
        """The key of the sentence that the candidate reads once arrived; the stage's own unless told."""
        return self.wording or self.to


@dataclass(frozen=True, slots=True)
class Track:
    """One way through a scheme: where it begins, where an accepted referral joins it, where it ends."""

    id: str
    kind: str
    first: str
    start_stage: str
    ends: tuple[str, ...]
    transitions: tuple[Transition, ...]
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


def move(track: Track, stage: str, event: str, *, who: str) -> Transition:
    """The row that an event follows from a stage.

    Raises ``Refused`` with code ``unknown-stage``, ``event-not-possible`` or ``actor-not-allowed``.
    """
    if stage not in track.stages:
        raise _refused("unknown-stage", Text("This track has no stage %(stage)s.", {"stage": stage}))
    rows = [row for row in transitions_from(track, stage) if row.event == event]
    if not rows:
        possible = ", ".join(row.event for row in transitions_from(track, stage)) or "–"
        raise _refused(
            "event-not-possible",
            Text("%(event)s cannot happen at stage %(stage)s.", {"event": event, "stage": stage}),
            Text("Possible here: %(events)s.", {"events": possible}),
        )
    if who not in rows[0].who:
        raise _refused(
            "actor-not-allowed",
            Text("%(who)s may not record %(event)s.", {"who": who, "event": event}),
            Text("It is recorded by: %(actors)s.", {"actors": ", ".join(rows[0].who)}),
        )
    return rows[0]


def _refused(code: str, message: Text, hint: Text | None = None) -> Refused:
    return Refused([Problem(code, message, hint)])
