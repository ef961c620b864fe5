"""A sample that anybody can draw again: strata by risk, in each the smallest digests of seed and number."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

STRATA = ("high", "medium", "low")
WEIGHTS = {"high": 3, "medium": 2, "low": 1}  # a high risk is drawn three times as often; a choice


@dataclass(frozen=True, slots=True)
class Unit:
    """One that can be drawn, with its stratum."""

    number: str
    stratum: str


def commitment(seed: str) -> str:
    """The digest that is shown before the draw: SHA-256 of the seed in hexadecimal."""
    return hashlib.sha256(seed.encode()).hexdigest()


def sizes(frame: Sequence[Unit], size: int) -> dict[str, int]:
    """How many are drawn of each stratum: by weight and number, never more than there are."""
    there = {stratum: sum(one.stratum == stratum for one in frame) for stratum in STRATA}
    given = dict.fromkeys(STRATA, 0)
    for _each in range(min(size, len(frame))):
        # The next one goes where the fewest were given for what is due (Sainte-Laguë); ties to the higher risk.
        open_ = [one for one in STRATA if given[one] < there[one]]
        best = max(open_, key=lambda one: WEIGHTS[one] * there[one] / (2 * given[one] + 1))
        given[best] += 1
    return given


def draw(frame: Sequence[Unit], size: int, seed: str) -> tuple[str, ...]:
    """The numbers drawn, in the order of strata and digests; the order of the frame does not matter."""
    wanted, by_stratum = sizes(frame, size), defaultdict[str, list[str]](list)
    for one in frame:
        by_stratum[one.stratum].append(one.number)
    return tuple(
        number
        for stratum in STRATA
        for number in sorted(by_stratum[stratum], key=lambda one: _lot(seed, one))[: wanted[stratum]]
    )


def _lot(seed: str, number: str) -> tuple[str, str]:
    return hashlib.sha256(f"{seed}|{number}".encode()).hexdigest(), number
