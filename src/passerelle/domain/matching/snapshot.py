"""A run's inputs as one frozen record of bytes: the same inputs give the same bytes and the same digest."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from passerelle.domain.kernel.digest import canonical, digest
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.inputs import ENGINE_VERSION, MatchInputs
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.schemes.building import build

_DATES = frozenset({"available_from", "start", "birth_date"})
_FRACTIONS = frozenset({"years", "years_min", "salary"})


def plain_inputs(inputs: MatchInputs) -> dict[str, Any]:
    """Everything a run depends on as JSON values, both sides by id, unknown facts left out."""
    ordered = inputs.in_order()
    return {
        "engine": ENGINE_VERSION,
        "scheme": known(ordered.scheme.normalised()),
        "candidates": [plain_profile(one) for one in ordered.candidates],
        "groups": {one.id: plain_profile(ordered.group(one.id)) for one in ordered.candidates},
        "vacancies": [plain_profile(one) for one in ordered.vacancies],
        "isco_of": dict(ordered.isco_of),
        "on": ordered.on.isoformat(),
        "seed": ordered.seed,
        "objective": ordered.aim,
        "dropped": sorted(ordered.dropped),
    }


def digest_of(inputs: MatchInputs) -> str:
    """SHA-256 over the canonical inputs, scheme, seed and engine version."""
    return digest(plain_inputs(inputs))


def freeze(inputs: MatchInputs) -> bytes:
    """The inputs as compressed canonical JSON, to be kept with the run."""
    return zlib.compress(canonical(plain_inputs(inputs)), 6)


def thaw(record: bytes) -> MatchInputs:
    """The inputs of a frozen record; ``ValueError`` when it is not one, or of another engine version.

    ``Refused`` with ``run_forgotten`` when it is empty: its term is over.
    """
    if not record:
        message = Text("What this run was computed from is no longer kept.")
        raise Refused([Problem("run_forgotten", message, Text("Run the matching again, then look here."))])
    try:
        kept = json.loads(zlib.decompress(record))
    except zlib.error as error:
        raise ValueError("not a frozen run") from error
    if kept["engine"] != ENGINE_VERSION:
        raise ValueError(f"made by engine version {kept['engine']}, this is {ENGINE_VERSION}")
    return MatchInputs(
        scheme=build(kept["scheme"]),
        candidates=tuple(CandidateProfile(**read_profile(one)) for one in kept["candidates"]),
        vacancies=tuple(VacancyProfile(**read_profile(one)) for one in kept["vacancies"]),
        groups={key: GroupFacts(**read_profile(one)) for key, one in kept["groups"].items()},
        on=date.fromisoformat(kept["on"]),
        isco_of=kept["isco_of"],
        seed=kept["seed"],
        objective=kept["objective"],
        dropped=frozenset(kept["dropped"]),
    )


def plain_profile(one: CandidateProfile | VacancyProfile | GroupFacts) -> dict[str, Any]:
    """A profile as JSON values, unknown facts left out."""
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    return {name: _value(name, value) for name, value in values.items() if value is not None}


def _value(name: str, value: Any) -> Any:
    if name in _DATES:
        return value.isoformat()
    if name in _FRACTIONS:
        return float(value)  # 2 and 2.0 are the same years
    return dict(value) if isinstance(value, Mapping) else value


def read_profile(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a profile from its JSON values."""
    return {name: _restored(name, value) for name, value in kept.items()}


def _restored(name: str, value: Any) -> Any:
    if name in _DATES:
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(tuple(one) if isinstance(one, list) else one for one in value)
    return value


def known(value: Any) -> Any:
    """Without the keys that are ``None``: a scheme file leaves out what is unknown."""
    if isinstance(value, Mapping):
        return {key: known(one) for key, one in value.items() if one is not None}
    return [known(one) for one in value] if isinstance(value, list | tuple) else value
