"""Honest odds: a base rate with its range, said as "3 in 10"; without a base they are unknown.

The range is Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", JASA 22 (1927) 209-212), which L. D. Brown, T. T. Cai and A. DasGupta, "Interval estimation for a
binomial proportion", Statistical Science 16 (2001) 101-133, recommend where counts are small.
"""

from dataclasses import dataclass
from math import ceil, floor, sqrt

from passerelle.domain.kernel.text import Text

Z = 1.959964  # two-sided 95 %
SCALES = (10, 100, 1_000)


@dataclass(frozen=True, slots=True)
class Base:
    """What is known: places and people of this step now, and how many passed it before. ``None``: unknown."""

    places: int | None = None
    people: int | None = None
    passed_before: int | None = None
    tried_before: int | None = None


@dataclass(frozen=True, slots=True)
class Odds:
    """A share between its limits, and the sentence that a person reads."""

    share: float
    low: float
    high: float
    words: Text


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's 95 % interval; ``ValueError`` unless 0 <= successes <= trials and trials > 0."""
    if trials <= 0 or not 0 <= successes <= trials:
        raise ValueError("successes are counted among trials")
    share = successes / trials
    middle = share + Z * Z / (2 * trials)
    reach = Z * sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials))
    scale = 1 + Z * Z / trials
    # Rounding must not push the share itself out of its range.
    return min(share, max(0.0, (middle - reach) / scale)), max(share, min(1.0, (middle + reach) / scale))


def odds(base: Base) -> Odds | None:
    """The odds of a step; ``None`` when nothing is known to reckon from.

    Today's places among today's people come first; where both bases are known the range covers both.
    """
    now, before = _now(base), _before(base)
    bases = [one for one in (now, before) if one is not None]
    if not bases:
        return None
    share = bases[0][0] / bases[0][1]
    ranges = [wilson(*one) for one in bases]
    low, high = min(one[0] for one in ranges), max(one[1] for one in ranges)
    return Odds(share, low, high, _words(share, low, high, base))


def in_round_numbers(share: float) -> tuple[int, int]:
    """A share as "3 in 10": the smallest of 10, 100 and 1,000 in which it comes to one, else of 1,000."""
    scale = next((one for one in SCALES if share * one >= 1), SCALES[-1])
    return round(share * scale), scale


def _now(base: Base) -> tuple[int, int] | None:
    if base.places is None or not base.people:
        return None
    return min(base.places, base.people), base.people


def _before(base: Base) -> tuple[int, int] | None:
    if base.passed_before is None or not base.tried_before:
        return None
    return base.passed_before, base.tried_before


def _words(share: float, low: float, high: float, base: Base) -> Text:
    some, scale = in_round_numbers(share)
    values: dict[str, object] = {
        "some": some,
        "scale": scale,
        # Outwards, so that the words never promise a narrower range than the figures.
        "low": floor(low * scale),
        "high": ceil(high * scale),
    }
    if _now(base) is not None:
        values |= {"places": base.places, "people": base.people}
        return Text(
            "%(some)s in %(scale)s (%(places)s places, %(people)s people); it may be from %(low)s to %(high)s.",
            values,
        )
    values |= {"passed": base.passed_before, "tried": base.tried_before}
    return Text(
        "%(some)s in %(scale)s (before, %(passed)s of %(tried)s passed); it may be from %(low)s to %(high)s.",
        values,
    )
