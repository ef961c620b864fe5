"""Seasons that repeat: an authorisation over years, months a year, and who is called back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

RECALLED = "recalled"
# Why somebody is not called back. None of them ends anything: the case stays open for another way.
NOT_RECALLED: Mapping[str, Text] = MappingProxyType(
    {
        "fewer_posts": Text("There are fewer posts next season"),
        "crop_changed": Text("Other work is done next season"),
        "work_not_satisfactory": Text("The work did not satisfy"),
        "did_not_return": Text("The permit's return was not confirmed"),
        "person_declined": Text("The person does not want to come"),
        "not_reached": Text("The person could not be reached"),
        "other": Text("Another reason"),
    }
)


@dataclass(frozen=True, slots=True)
class Use:
    """Days of one calendar year on stays, against the months that the permit allows.

    ``most``: in days, a month as 30; ``None``: the permit's text is not known here.
    """

    year: int
    days: int
    most: int | None

    @property
    def over(self) -> bool | None:
        """Whether more was used than allowed; ``None``: not known."""
        return None if self.most is None else self.days > self.most


def used(stays: tuple[tuple[date, date | None], ...], year: int, *, months: int | None, today: date) -> Use:
    """Days of a year on these stays (first and last day included); one under way counts until today."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = 0
    for begun, ended in stays:
        start, end = max(begun, first), min(ended or today, last)
        days += max(0, (end - start).days + 1)
    return Use(year, days, None if months is None else months * 30)
