"""NACE Rev. 2.1: the 22 section letters; finer levels are unknown here."""

from collections.abc import Mapping
from functools import cache

from passerelle.domain.classifications import tables


@cache
def titles() -> Mapping[str, str]:
    """English titles by section letter."""
    return {row["code"]: row["en"] for row in tables.rows("nace_sections")}


def is_valid(letter: str) -> bool:
    """Whether this is a section letter, A to V."""
    return letter in titles()


def title(letter: str) -> str:
    """The section's English title; ``KeyError`` for an unknown letter."""
    return titles()[letter]


def read(text: str) -> str | None:
    """The section letter from ``"f"`` or ``"F - Construction"``."""
    letter = text.strip()[:1].upper()
    alone = len(text.strip()) == 1 or text.strip()[1:2] in (" ", "-", ":", ".", "–")
    return letter if alone and is_valid(letter) else None
