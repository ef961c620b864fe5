"""A promise's state, derived from its dated entries; nothing else ever sets it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

KINDS = (
    "employer_post",
    "visa_slots",
    "seat",
    "budget_line",
    "pledge_to_return",
    "job_at_origin",
    "other",
)
STATES = ("open", "kept", "broken", "withdrawn", "released")
EVENTS = ("kept", "broken", "withdrawn", "released", "reopened")
REMEDIES = ("next_equal_post", "home_job", "certificate", "refund")
# No remedy is owed by a person, or for a person's own pledge: it binds nobody's rights.
WITHOUT_REMEDY = frozenset({"pledge_to_return"})
# What is owed first when a promise of a kind is broken; the owner may choose another.
FIRST_REMEDY = {
    "employer_post": "next_equal_post",
    "visa_slots": "next_equal_post",
    "seat": "next_equal_post",
    "budget_line": "refund",
    "job_at_origin": "home_job",
    "other": "certificate",
}
# From a state, the events that may follow. A broken promise may still be kept, late; an error is reopened.
FOLLOWS: dict[str, tuple[str, ...]] = {
    "open": ("kept", "broken", "withdrawn", "released"),
    "broken": ("kept", "reopened"),
    "kept": ("reopened",),
    "withdrawn": ("reopened",),
    "released": ("reopened",),
}


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry: what happened, and on which day."""

    event: str
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a promise stands, and since when."""

    state: str
    since: date


def standing(made_on: date, entries: Iterable[Noted]) -> Standing:
    """The state that the entries lead to, in the order in which they were written down.

    An entry that cannot follow is passed over: what was wrongly written never decides alone.
    """
    now = Standing("open", made_on)
    for entry in entries:
        if may_follow(now, entry) is None:
            now = Standing("open" if entry.event == "reopened" else entry.event, entry.on)
    return now


def may_follow(now: Standing, entry: Noted) -> str | None:
    """``None`` when the entry may follow, else why not: ``not-after`` or ``not-possible``."""
    if entry.event not in FOLLOWS[now.state]:
        return "not-possible"
    return "not-after" if entry.on < now.since else None


def is_overdue(state: str, due: date | None, *, on: date) -> bool:
    """Whether an open promise's day has passed; one without a day is never overdue."""
    return state == "open" and due is not None and due < on


@dataclass(frozen=True, slots=True)
class Word:
    """How a maker keeps its word: counts by state, and the share kept of those that were decided."""

    counts: tuple[tuple[str, int], ...]
    share: float | None

    @property
    def total(self) -> int:
        """All of the maker's promises."""
        return sum(count for _, count in self.counts)


def word_of(states: Sequence[str]) -> Word:
    """Released promises are nobody's fault; a withdrawn one was not kept; an open one is not decided."""
    counts = tuple((state, states.count(state)) for state in STATES)
    kept = states.count("kept")
    decided = kept + states.count("broken") + states.count("withdrawn")
    return Word(counts, kept / decided if decided else None)
