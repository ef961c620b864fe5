"""A screening as one frozen record: the gates that a call poses, the facts that they read, and the answers.

A person decides a screening; the gates are what the scheme publishes. The record keeps both as they stood on
the day, and is read again with corrected facts alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from passerelle.domain.matching.asking import asked_by
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.replay import corrected
from passerelle.domain.matching.requirements import Facts, Requirement, Test, assess
from passerelle.domain.matching.snapshot import plain_profile, read_profile
from passerelle.domain.schemes.scheme import Scheme

SCREENING_VERSION = "screening-1"
# Which fact each kind of gate reads: nothing else of a person is frozen.
_OF_PROFILE = {
    "language": "languages", "eqf": "eqf", "experience": "years", "licence": "licences",
    "availability": "available_from", "occupation": "occupations",
}  # fmt: skip
_OF_GROUP = {"age": "birth_date", "origin": "nationality", "residence": "region"}


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate read twice: what the person has, what is needed, the verdict before and after."""

    code: str
    label: str
    need: str
    have_before: str
    have_after: str
    before: str
    after: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class GatesReplayed:
    """Every gate of the screening, as it stood and with the corrected facts alone."""

    gates: tuple[Gate, ...]

    @property
    def changes(self) -> bool:
        """Whether a verdict differs."""
        return any(one.before != one.after for one in self.gates)


def gates_of(scheme: Scheme, track: str) -> tuple[Requirement, ...]:
    """The gates that may apply to a call of this track; legal routes are for their authority."""
    asked = asked_by(scheme, VacancyProfile(id="call", track=track))
    return tuple(one for one in asked if one.test.kind != "route")


def freeze_screening(
    gates: tuple[Requirement, ...], facts: Facts, *, reason: str, scheme_version: int
) -> dict[str, Any]:
    """The record of one answer as JSON values: rules, the facts that they read, the day, the reason given."""
    kinds = {one.test.kind for one in gates}
    profile, group = plain_profile(facts.profile), plain_profile(facts.group)
    wanted = {_OF_PROFILE[kind] for kind in kinds if kind in _OF_PROFILE}
    kept = {_OF_GROUP[kind] for kind in kinds if kind in _OF_GROUP}
    held = facts.profile.occupations or () if "occupations" in wanted else ()
    return {
        "engine": SCREENING_VERSION,
        "scheme_version": scheme_version,
        "on": facts.on.isoformat(),
        "reason": reason,
        "rules": [_plain_rule(one) for one in gates],
        "profile": {name: value for name, value in profile.items() if name in wanted | {"id"}},
        "group": {name: value for name, value in group.items() if name in kept},
        "isco_of": {one: facts.isco_of[one] for one in held if one in facts.isco_of},
    }


def replay_screening(record: Mapping[str, Any], told: Mapping[str, Any]) -> GatesReplayed:
    """Each gate as frozen, and with these corrected facts alone; ``ValueError`` for another version."""
    if record.get("engine") != SCREENING_VERSION:
        raise ValueError(f"made by version {record.get('engine')}, this is {SCREENING_VERSION}")
    profile = CandidateProfile(**read_profile(record["profile"]))
    group = GroupFacts(**read_profile(record["group"]))
    on, isco_of = date.fromisoformat(record["on"]), record["isco_of"]
    before = Facts(profile, group, on, isco_of)
    after = Facts(corrected(profile, told), group, on, isco_of)
    return GatesReplayed(tuple(_read(rule, before, after) for rule in record["rules"]))


def _plain_rule(one: Requirement) -> dict[str, Any]:
    test = {"kind": one.test.kind, "what": one.test.what, "need": list(one.test.need)}
    said = {"code": one.code, "label": one.label.template, "source": one.source, "confirmed": one.confirmed}
    return {**said, **test}


def _read(rule: Mapping[str, Any], before: Facts, after: Facts) -> Gate:
    test = Test(rule["kind"], rule["what"], tuple(rule["need"]))
    was, now = assess(test, before), assess(test, after)
    return Gate(
        code=rule["code"],
        label=rule["label"],
        need=was.need,
        have_before=was.have,
        have_after=now.have,
        before=was.verdict.value,
        after=now.verdict.value,
        confirmed=rule["confirmed"],
    )
