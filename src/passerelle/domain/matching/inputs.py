"""Everything that a run reads, frozen; from it alone the whole run can be computed again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from passerelle.domain.matching.profiles import NOBODYS_FACTS, CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.schemes.scheme import Scheme

ENGINE_VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchInputs:
    """A scheme, both sides, a day and a seed.

    ``groups`` holds the facts about groups by candidate id; ``isco_of`` the ISCO-08 unit group of each ESCO
    address used. ``objective`` of ``None`` takes the scheme's. ``dropped`` names requirements and rules
    that a what-if leaves out.
    """

    scheme: Scheme
    candidates: tuple[CandidateProfile, ...]
    vacancies: tuple[VacancyProfile, ...]
    on: date
    groups: Mapping[str, GroupFacts] = field(default_factory=dict)
    isco_of: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0
    objective: str | None = None
    dropped: frozenset[str] = frozenset()

    @property
    def aim(self) -> str:
        """The objective in force: ``score`` or ``placements-then-score``."""
        return self.objective or self.scheme.objective

    def group(self, candidate: str) -> GroupFacts:
        """The group facts of a candidate; all unknown when none were given."""
        return self.groups.get(candidate, NOBODYS_FACTS)

    def in_order(self) -> "MatchInputs":
        """The same inputs in their one order: sides by id, sets sorted; no order of rows can matter."""
        return replace(
            self,
            candidates=tuple(sorted((_sorted(one) for one in self.candidates), key=lambda one: one.id)),
            vacancies=tuple(sorted((_sorted(one) for one in self.vacancies), key=lambda one: one.id)),
        )


_SETS = ("occupations", "skills", "optional_skills", "languages", "licences")
Profile = TypeVar("Profile", CandidateProfile, VacancyProfile)


def _sorted(profile: Profile) -> Profile:
    held = {name: getattr(profile, name, None) for name in _SETS}
    ordered: dict[str, Any] = {
        name: tuple(sorted(set(values), key=str)) for name, values in held.items() if values
    }
    changed: dict[str, Any] = {name: values for name, values in ordered.items() if values != held[name]}
    return replace(profile, **changed) if changed else profile
