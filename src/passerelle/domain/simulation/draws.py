"""Chance that repeats: each draw depends on the seed, the person and the question, and on nothing else."""

import hashlib

SPAN = 2**64


def draw(seed: int, *what: object) -> float:
    """A number in [0, 1), from SHA-256 of the seed and the question; the order of rows cannot matter."""
    asked = "|".join(str(part) for part in (seed, *what))
    return int.from_bytes(hashlib.sha256(asked.encode()).digest()[:8], "big") / SPAN


def days_between(least: int, most: int, chance: float) -> int:
    """A whole number of days from least to most, both included."""
    return least + int(chance * (most - least + 1))
