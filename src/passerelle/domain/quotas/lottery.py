"""A lottery that anybody can check: the seed is bound by its hash before, and shown after."""

import hashlib
from collections.abc import Iterable, Mapping

Lots = Mapping[str, str]  # lots already worked out, by the name that stands in their place
SEED_LEAST = 16  # signs; a short seed could be guessed from its published hash


def commitment(seed: str) -> str:
    """What is published before the draw: SHA-256 of the seed."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot(seed: int | str | Lots, identifier: str) -> str:
    """The lot of a candidate: SHA-256 of ``seed|candidate``; the smaller lot wins.

    Where only lots are known (a sheet without numbers), they stand in the seed's place.
    """
    if isinstance(seed, Mapping):
        return seed[identifier]
    return hashlib.sha256(f"{seed}|{identifier}".encode()).hexdigest()


def drawn(seed: str, names: Iterable[str]) -> list[str]:
    """The names in the order of their lots."""
    return sorted(names, key=lambda name: (lot(seed, name), name))


def draw_faults(seed: str, committed: str, order: list[str]) -> list[str]:
    """What does not hold in a published draw: ``commitment`` or ``order``; empty when it holds."""
    faults = []
    if commitment(seed) != committed:
        faults.append("commitment")
    if drawn(seed, order) != order:
        faults.append("order")
    return faults
