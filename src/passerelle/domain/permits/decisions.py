"""What happened to a file, in dated entries; where it stands follows from them, and so does its clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

# State -> entry -> state. A refusal on appeal can be appealed again where a further court is open.
TABLE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "preparing": {"filed": "pending", "withdrawn": "withdrawn"},
        "pending": {
            "granted": "granted",
            "refused": "refused",
            "suspended": "suspended",
            "withdrawn": "withdrawn",
        },
        "suspended": {"resumed": "pending", "withdrawn": "withdrawn"},
        "refused": {"appealed": "pending", "appeal_waived": "lost"},
        "granted": {"extended": "granted", "revoked": "lost"},
        "lost": {},
        "withdrawn": {},
    }
)
GROUNDS = ("salary", "qualification", "labour_market", "quota", "documents", "security", "employer", "other")
NEEDS_GROUND = frozenset({"refused", "revoked"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, on a day; ``ground`` for a refusal, ``until`` for a term it opens or sets."""

    kind: str
    on: date
    ground: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """When the authority's time began, when it ends, whether it runs; ``due`` none: no term is known."""

    begun: date | None
    due: date | None
    running: bool


def state_after(entries: Iterable[Entry]) -> str:
    """Where the file stands after its entries, in their order."""
    state = "preparing"
    for one in entries:
        state = TABLE[state][one.kind]
    return state


def must_follow(entries: Sequence[Entry], new: Entry, *, today: date) -> None:
    """Refuse an entry that cannot follow, is dated before the last one or after today, or lacks its ground."""
    state = state_after(entries)
    if new.kind not in TABLE[state]:
        possible = ", ".join(TABLE[state]) or "–"
        raise _refused(
            "entry_not_possible",
            Text("This cannot happen to a file that stands at %(state)s.", {"state": state}),
            Text("Possible here: %(events)s.", {"events": possible}),
        )
    if new.on > today or (entries and new.on < entries[-1].on):
        hint = Text("Between the entry before and today.")
        raise _refused("dates-out-of-order", Text("The day is out of order."), hint)
    if new.kind in NEEDS_GROUND and new.ground not in GROUNDS:
        raise _refused("no_ground", Text("A refusal has a ground."), Text("Choose one of the list."))
    if new.until is not None and new.until < new.on:
        raise _refused("dates-out-of-order", Text("The term ends before it begins."), None)


def clock_of(entries: Sequence[Entry], *, complete_on: date | None, days: int | None, today: date) -> Clock:
    """The authority's time: from the complete file, suspended while a paper is missing, over with the answer.

    A file that was lodged incomplete does not start the clock; each suspension moves the end by its length.
    """
    filed = next((one.on for one in entries if one.kind == "filed"), None)
    if filed is None or complete_on is None:
        return Clock(None, None, False)
    begun = max(filed, complete_on)
    stopped = timedelta()
    since: date | None = None
    for one in entries:
        if one.kind == "suspended":
            since = one.on
        elif one.kind == "resumed" and since is not None:
            stopped, since = stopped + (one.on - max(since, begun)), None
    if since is not None:
        stopped += max(today - max(since, begun), timedelta())
    due = begun + timedelta(days=days) + stopped if days is not None else None
    return Clock(begun, due, state_after(entries) == "pending")


def _refused(code: str, message: Text, hint: Text | None) -> Refused:
    return Refused([Problem(code, message, hint)])
