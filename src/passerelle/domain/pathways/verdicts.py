"""Three answers and how they combine: what is unknown stays unknown unless it cannot matter."""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """What can be said of a condition or a route. None of them says that somebody is admitted."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_ASSESSABLE = "not_assessable"


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """All must be met: one that is not decides, else one that is unknown."""
    found = set(verdicts)
    if Verdict.NOT_MET in found:
        return Verdict.NOT_MET
    return Verdict.NOT_ASSESSABLE if Verdict.NOT_ASSESSABLE in found else Verdict.MET


def some(verdicts: Iterable[Verdict]) -> Verdict:
    """One must be met: one that is decides, else one that is unknown."""
    found = set(verdicts)
    if Verdict.MET in found:
        return Verdict.MET
    return Verdict.NOT_ASSESSABLE if Verdict.NOT_ASSESSABLE in found else Verdict.NOT_MET


def of(held: bool) -> Verdict:
    """A yes or a no that is known."""
    return Verdict.MET if held else Verdict.NOT_MET
