"""ESCO concepts: an occupation or a skill with its labels; and what an occupation asks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ESCO = "http://data.europa.eu/esco/"
_URI = re.compile(r"http://data\.europa\.eu/esco/(occupation|skill|isco|isced-f)/[A-Za-z0-9.\-]{1,60}")


class Kind(StrEnum):
    """What a concept is."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    ISCO_GROUP = "isco_group"
    SKILL_GROUP = "skill_group"


class Need(StrEnum):
    """How much an occupation (or a skill) asks for a skill."""

    ESSENTIAL = "essential"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of one concept in one language, with the version they come from."""

    preferred: str
    alternatives: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One occupation (with ISCO-08 unit group and ESCO code) or one skill (with type and reuse level)."""

    uri: str
    kind: Kind
    code: str = ""
    isco: str = ""
    skill_type: str = ""
    reuse: str = ""
    words: Mapping[str, Words] = field(default_factory=dict, hash=False)

    def label(self, language: str = "en") -> str:
        """The preferred label in a language, in English where there is none."""
        found = self.words.get(language) or self.words["en"]
        return found.preferred


def is_uri(text: str) -> bool:
    """Whether the text has the form of an ESCO concept's address."""
    return _URI.fullmatch(text) is not None


def forms(label: str) -> tuple[str, ...]:
    """The label's masculine and feminine forms where it names both with one slash, else the label alone.

    ``"directeur technique/directrice technique"`` gives both; sides of unequal length
    (``"rukovatelj/rukovateljica postrojenjima"``) share the words after the shorter side.
    """
    sides = [side.strip() for side in label.split("/")]
    if len(sides) != 2 or not all(sides) or len(sides[0].split()) > len(sides[1].split()) + 2:
        return (label,)
    first, second = sides
    if " " not in first and " " in second:
        first = " ".join([first, *second.split()[1:]])
    return (first, second)


def newer(one: str, other: str) -> bool:
    """Whether one version is later than another: ``"v1.1.1"`` after ``"v1.0.x"`` (x counts as 0)."""
    return version_order(one) > version_order(other)


def newest(versions: Iterable[str]) -> str | None:
    """The latest of some versions, ``None`` of none."""
    return max(versions, key=version_order, default=None)


def version_order(version: str) -> tuple[int, ...]:
    """A key that sorts versions by age."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.removeprefix("v").split("."))
