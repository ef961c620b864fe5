"""A rule is a choice of options, an option some tests that must all hold; a route lists its rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PHASES = ("admission", "decision", "stay", "change", "end", "protection", "state", "fee")


@dataclass(frozen=True, slots=True)
class Test:
    """One question of a kind about a fact; ``part`` picks from a parameter of several values.

    ``settings``: what the kind asks besides; ``unit`` in it is the part's, where the parameter's names several.
    """

    __test__ = False

    kind: str
    fact: str
    parameter: str | None
    part: str | None
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition of the law. ``discretion``: who falls short may be refused, not must be.

    ``asks``: the question about a change of a stay that it answers, for the kinds of change in ``changes``;
    empty for rules that say nothing about a change.
    """

    id: str
    phase: str
    parameter: str  # the row that the rule is read from
    options: tuple[tuple[Test, ...], ...]
    discretion: bool
    asks: str = ""
    changes: tuple[str, ...] = ()

    @property
    def parameters(self) -> frozenset[str]:
        """Every parameter that can decide here."""
        used = {test.parameter for option in self.options for test in option if test.parameter}
        return frozenset({self.parameter, *used})


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A legal route: where it leads, what it asks for, who acts, what nobody told us about it.

    ``serves`` names the routes of scheme files that it stands for. ``kind``: admission, procedure (a way
    through another route, such as a fast track) or contract (no admission law applies).
    """

    id: str
    kind: str
    country: str | None
    region: str | None
    instrument: str
    rules: tuple[str, ...]
    later: tuple[str, ...]
    times: tuple[str, ...]
    acts: tuple[str, ...]
    gaps: tuple[str, ...]
    serves: tuple[str, ...]
    tracks: tuple[str, ...]
    procedure_of: tuple[str, ...]
