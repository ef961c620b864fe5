"""CEFR levels of language, Pre-A1 to C2 (Council of Europe, Companion Volume 2020)."""

import re

LEVELS = ("Pre-A1", "A1", "A2", "B1", "B2", "C1", "C2")
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}
_READ = re.compile(r"(?:cefr|cecrl?|mcer)?[\s:-]*(pre[\s-]*a1|[abc][12])\s*\+?", re.IGNORECASE)


def is_valid(level: str) -> bool:
    """Whether this is a level in its one spelling."""
    return level in _RANKS


def rank(level: str) -> int:
    """0 for Pre-A1 up to 6 for C2; ``KeyError`` for anything else."""
    return _RANKS[level]


def level(rank: int) -> str:
    """The level of a rank 0..6; ``IndexError`` beyond."""
    if rank < 0:
        raise IndexError(rank)
    return LEVELS[rank]


def at_least(have: str, need: str) -> bool:
    """Whether one level reaches another."""
    return rank(have) >= rank(need)


def read(text: str) -> str | None:
    """The level in a partner's spelling: ``"b2"``, ``"CEFR B2"``, ``"B2+"`` (a plus stays within its level).

    Words such as "fluent" or "native" name no level: ``None``.
    """
    found = _READ.fullmatch(text.strip())
    if found is None:
        return None
    plain = found[1].upper()
    return "Pre-A1" if plain.startswith("PRE") else plain
