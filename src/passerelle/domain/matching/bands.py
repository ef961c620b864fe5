"""Scores of other people are shown to candidates and employers as bands only."""

from passerelle.domain.schemes.scheme import FULL_WEIGHT

WIDTH = 2_000


def band(score: float) -> str:
    """The band of a score or clearing score: ``0-1999`` up to ``8000-10000``."""
    low = min(int(max(score, 0)) // WIDTH * WIDTH, FULL_WEIGHT - WIDTH)
    high = FULL_WEIGHT if low == FULL_WEIGHT - WIDTH else low + WIDTH - 1
    return f"{low}-{high}"
