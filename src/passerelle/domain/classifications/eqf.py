"""Levels 1 to 8 of the European Qualifications Framework (Council Recommendation 2017/C 189/03)."""

import re

LEVELS = (1, 2, 3, 4, 5, 6, 7, 8)
_READ = re.compile(
    r"(?:eqf|cec|mec)?[\s:-]*(?:level|niveau|nivel|المستوى)?[\s:-]*([1-8])(?:\.0)?", re.IGNORECASE
)


def is_valid(level: int) -> bool:
    """Whether the framework has this level."""
    return level in LEVELS


def read(text: str) -> int | None:
    """The level in a partner's spelling: ``"5"``, ``"EQF level 5"``, ``"niveau 5"``, ``"5.0"``.

    Roman numbers are refused: France's former "niveau V" was the lowest level, not EQF 5.
    """
    found = _READ.fullmatch(text.strip())
    return int(found[1]) if found else None


def at_least(have: int, need: int) -> bool:
    """Whether one level reaches another."""
    return have >= need
