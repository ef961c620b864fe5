"""A frozen run again, with one person's corrected facts alone: what would have come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import CandidateProfile
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


def corrected(frozen: CandidateProfile, told: Mapping[str, Any]) -> CandidateProfile:
    """A frozen profile with these facts of an application alone; what was not corrected stays as frozen.

    ``told`` is what ``facts_from`` reads: ``languages`` maps a language to its level, ``None`` where the person
    speaks none of it.
    """
    facts: dict[str, Any] = {name: told[name] for name in ("eqf", "available_from") if name in told}
    if "years" in told:
        facts["years"] = float(told["years"])
    if "occupations" in told:
        facts["occupations"] = tuple(dict.fromkeys((*(frozen.occupations or ()), *told["occupations"])))
    if "languages" in told:
        levels: Mapping[str, str | None] = told["languages"]
        kept = [one for one in frozen.languages or () if one[0] not in levels]
        stated = [(code, level) for code, level in levels.items() if level is not None]
        facts["languages"] = (*kept, *stated)
    return replace(frozen, **facts)


def replay(inputs: MatchInputs, candidate: str, told: Mapping[str, Any]) -> Replayed:
    """Run the record as it was, and with these corrected facts of one person; everything else stays."""
    own = next((one for one in inputs.candidates if one.id == candidate), None)
    if own is None:
        return Replayed(None, None)
    changed = corrected(own, told)
    people = tuple(changed if one.id == candidate else one for one in inputs.candidates)
    return Replayed(_stood(inputs, candidate), _stood(replace(inputs, candidates=people), candidate))


def _stood(inputs: MatchInputs, candidate: str) -> Stood:
    result = run_match(inputs)
    reason = result.reason("candidate", candidate)
    return Stood(reason.outcome.value, reason.other, reason.code, reason.score)
