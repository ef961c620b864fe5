"""Consequences for stays: opened on leaving, noted on arrival and start, ended with the case."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.actions.steps.places.stays import close_stays, open_stays
from passerelle.actions.steps.places.words import note_days
from passerelle.domain.stays.arrivals import ARRIVAL, START


def open_stay(act: Act, moved: Sequence[Moved]) -> None:
    """A stay for each case, planned as its contract says."""
    open_stays(act.note, [one.journey for one in moved])


def end_stay(act: Act, moved: Sequence[Moved]) -> None:
    """The open stay of each case ends; the row's event is the reason unless one was given."""
    day = timezone.localdate(act.at)
    by_code: dict[str, list[Moved]] = {}
    for one in moved:
        by_code.setdefault(one.reason or one.row.event, []).append(one)
    for code, some in by_code.items():
        close_stays(act.note, [one.journey for one in some], on=day, code=code)


def note_arrival(act: Act, moved: Sequence[Moved]) -> None:
    """Where nobody said the day of arrival before, the day of this event stands."""
    note_days(act.note, [one.journey for one in moved], ARRIVAL, by=act.by, at=act.at)


def note_start(act: Act, moved: Sequence[Moved]) -> None:
    """Where nobody said the day of the start before, the day of this event stands."""
    note_days(act.note, [one.journey for one in moved], START, by=act.by, at=act.at)


CONSEQUENCES: Mapping[str, Consequence] = {
    "open_stay": open_stay,
    "end_stay": end_stay,
    "note_arrival": note_arrival,
    "note_start": note_start,
}
