"""Consequences for stays: one is opened when somebody leaves or begins, and ended with the case."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.actions.steps.places.stays import close_stays, open_stays


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


CONSEQUENCES: Mapping[str, Consequence] = {"open_stay": open_stay, "end_stay": end_stay}
