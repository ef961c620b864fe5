"""What happened to a file, in dated entries; where it stands follows from them, and so does its clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

# State -> entry -> state. A refusal on appeal can be appealed again where a further court is open. "suspended":
# the authority's clock stands still while it asks for a paper; "held": a permit does not count for now.
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
        "granted": {"extended": "granted", "held": "held", "revoked": "lost"},
        "held": {"restored": "granted", "revoked": "lost"},
        "lost": {},
        "withdrawn": {},
    }
)
GROUNDS = ("salary", "qualification", "labour_market", "quota", "documents", "security", "employer", "other")
NEEDS_GROUND = frozenset({"refused", "revoked", "held"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, on a day; ``ground`` for a refusal, ``until`` for a term it opens or sets."""

    kind: str
    on: date
    ground: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day (none: still) in which every paper that the file needs was there."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """When the authority's time began, when it ends, whether it runs, for how many days it has stood still.

    ``due`` none: no term is known.
    """

    begun: date | None
    due: date | None
    running: bool
    stopped: int = 0


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


def clock_of(entries: Sequence[Entry], *, complete: Sequence[Span], days: int | None, today: date) -> Clock:
    """The authority's time: from the complete file, over with the answer, standing still in between.

    It begins on the first day on which the file is lodged and complete. It stands still while the authority
    has suspended it, and while a paper has fallen out; each day of that moves the end by one.
    """
    filed = next((one.on for one in entries if one.kind == "filed"), None)
    first = next((one for one in complete if filed and (one.until is None or one.until > filed)), None)
    if filed is None or first is None:
        return Clock(None, None, False)
    begun = max(filed, first.since)
    last = _answered_on(entries) or max(today, begun)
    pauses = [*_suspended(entries, last), *_incomplete(complete, begun, last)]
    stopped = _days_within(pauses, begun, last)
    due = begun + timedelta(days=days + stopped) if days is not None else None
    whole = complete[-1].until is None
    return Clock(begun, due, state_after(entries) == "pending" and whole, stopped)


def _answered_on(entries: Sequence[Entry]) -> date | None:
    """The day of the last answer, where the file waits for none."""
    if state_after(entries) in ("pending", "suspended"):
        return None
    return entries[-1].on


def _suspended(entries: Sequence[Entry], last: date) -> list[tuple[date, date]]:
    found, since = [], None
    for one in entries:
        if one.kind == "suspended":
            since = one.on
        elif since is not None:
            found.append((since, one.on))
            since = None
    return [*found, *([(since, last)] if since is not None else [])]


def _incomplete(complete: Sequence[Span], begun: date, last: date) -> list[tuple[date, date]]:
    """The gaps between spans after the beginning, and after the last one."""
    ends = [one.until or last for one in complete]
    begins = [*(one.since for one in complete[1:]), last]
    return [(end, begin) for end, begin in zip(ends, begins, strict=True) if begun <= end < begin]


def _days_within(pauses: Sequence[tuple[date, date]], begun: date, last: date) -> int:
    """Days that lie in at least one pause; two that overlap count once."""
    total, reached = 0, begun
    for since, until in sorted(pauses):
        start, end = max(since, reached), min(until, last)
        if end > start:
            total, reached = total + (end - start).days, end
    return total


def _refused(code: str, message: Text, hint: Text | None) -> Refused:
    return Refused([Problem(code, message, hint)])
