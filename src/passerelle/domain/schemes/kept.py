"""The tables of a file as it is kept: facts in JSON, where unknown keys are ``None``."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from passerelle.domain.journey.transitions import Track
from passerelle.domain.permits.departure import gate_for
from passerelle.domain.schemes.building import build_table
from passerelle.domain.schemes.shape import TRACK


def known(facts: object) -> dict[str, object]:
    """The facts without the keys that are ``None``: a scheme file leaves out what is unknown."""
    found: dict[str, object] = _without_unknown(facts)  # type: ignore[assignment]  # a file is a table
    return found


def tracks_from(facts: Mapping[str, object]) -> dict[str, Track]:
    """The tracks by their name; the rest of the file is not built."""
    tables = known(facts).get("track") or ()
    built: list[Track] = [build_table(TRACK, one) for one in tables]  # type: ignore[attr-defined]
    return {track.id: track for track in built}


@lru_cache(maxsize=64)
def tracks_of_text(kept: str) -> Mapping[str, Track]:
    """The tracks of facts as JSON text, built once for each text: a version's facts never change."""
    return MappingProxyType(tracks_from(json.loads(kept)))


def departure_gate(facts: Mapping[str, object], track: str, route: str) -> tuple[str, ...]:
    """What a case must settle before departure: as its route states, else as its track does, else all five."""
    return gate_for(_stated(facts, "route", route), _stated(facts, "track", track))


def _stated(facts: Mapping[str, object], table: str, name: str) -> tuple[str, ...]:
    rows: Iterable[Mapping[str, Any]] = facts.get(table) or ()  # type: ignore[assignment]  # a list of tables
    return next((tuple(one.get("departure") or ()) for one in rows if one.get("id") == name), ())


def _without_unknown(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _without_unknown(one) for key, one in value.items() if one is not None}
    return [_without_unknown(one) for one in value] if isinstance(value, list) else value
