"""A case that has just moved, as a consequence sees it, and what a consequence is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.journey.transitions import Transition
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey


@dataclass(frozen=True, slots=True)
class Moved:
    """A journey after its step, with candidate, person and scheme loaded; ``row`` is the table's row."""

    journey: Journey
    row: Transition
    ended: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """The writing under way, by whom and when."""

    note: Writing
    by: Actor
    at: datetime
    left: list[Candidate] = field(default_factory=list)  # candidacies elsewhere whose cases end
    moved_up: list[Candidate] = field(default_factory=list)  # from a reserve list: their cases follow


# Bulk: all the journeys whose rows name this consequence, in a constant number of queries.
Consequence = Callable[[Act, Sequence[Moved]], None]
