"""ISCO-08: 10 major, 43 sub-major, 130 minor and 436 unit groups; codes are text with leading zeros."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from passerelle.domain.classifications import tables

UNIT = 4
_READ = re.compile(r"(?:.*/isco/|isco(?:[-_ ]?08)?[\s:_-]*)?c?(\d{1,4})(?:\.\d+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """One group; its level is the number of digits, titles are by language."""

    code: str
    titles: Mapping[str, str] = field(hash=False)

    @property
    def level(self) -> int:
        """1 major, 2 sub-major, 3 minor, 4 unit group."""
        return len(self.code)

    def title(self, language: str = "en") -> str:
        """The title in a language, in English where the source has none (Arabic among them)."""
        return self.titles.get(language) or self.titles["en"]


@cache
def groups() -> Mapping[str, Group]:
    """All 619 groups by code."""
    return {
        row["code"]: Group(row["code"], {lang: row[lang] for lang in ("en", "fr", "es") if row[lang]})
        for row in tables.rows("isco08")
    }


def group(code: str) -> Group:
    """One group; ``KeyError`` for a code that ISCO-08 does not have."""
    return groups()[code]


def is_valid(code: str, *, level: int | None = None) -> bool:
    """Whether ISCO-08 has this code (at this level, when one is named)."""
    return code in groups() and level in (None, len(code))


def title(code: str, language: str = "en") -> str:
    """The group's title in a language, in English where the source has none."""
    return group(code).title(language)


def children(code: str) -> tuple[Group, ...]:
    """The groups one level below; an empty code gives the ten major groups."""
    return tuple(g for c, g in groups().items() if c.startswith(code) and len(c) == len(code) + 1)


def read(text: str) -> str | None:
    """The code in a partner's spelling: ``"ISCO 2512"``, ``"C2512"``, ``"2512.3"`` (ESCO), or a concept URI."""
    found = _READ.fullmatch(text.strip())
    return found[1] if found and is_valid(found[1]) else None


def distance(one: str, other: str) -> int:
    """Levels up from the unit group to the first group that holds both.

    0 the same unit group, 1 the same minor group, 2 sub-major, 3 major, 4 nothing shared. Codes above the
    unit level never give 0: which unit group they mean is unknown.
    """
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return UNIT - shared
