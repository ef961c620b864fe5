"""A frozen run again, with one person's corrected facts alone: what would have come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.run import run_match


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the person stood: nothing about anybody else."""

    outcome: str
    vacancy: str
    code: str
    score: int | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """Before and after, from the same frozen record; ``None`` for who was not in the run."""

    before: Stood | None
    after: Stood | None

    @property
    def changes(self) -> bool:
        """Whether the corrected facts change where the person stands."""
        return self.before != self.after


def replay(inputs: MatchInputs, candidate: str, facts: Mapping[str, Any]) -> Replayed:
    """Run the record as it was, and with these facts of one person; everything else stays."""
    own = next((one for one in inputs.candidates if one.id == candidate), None)
    if own is None:
        return Replayed(None, None)
    changed = replace(own, **facts)
    people = tuple(changed if one.id == candidate else one for one in inputs.candidates)
    return Replayed(_stood(inputs, candidate), _stood(replace(inputs, candidates=people), candidate))


def _stood(inputs: MatchInputs, candidate: str) -> Stood:
    result = run_match(inputs)
    reason = result.reason("candidate", candidate)
    return Stood(reason.outcome.value, reason.other, reason.code, reason.score)
