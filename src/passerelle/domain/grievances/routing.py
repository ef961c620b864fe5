"""Who may hear a grievance: nobody with a tie to whoever it is about, found out anew for each case."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Conflict(StrEnum):
    """Why somebody may not hear a grievance."""

    ACCUSED = "accused"  # it is about this person
    WORKS_FOR = "works_for"  # holds any role for an organisation that it is about, or one tied to it
    WORKER = "worker"  # it is their own
    HANDLED = "handled"  # owns the case, or decided in it, so that their own work is looked at


@dataclass(frozen=True, slots=True)
class Tie:
    """Two organisations hang together: parent, owner, funded by, partner in one contract. It goes both ways."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Matter:
    """What it is about: organisations and accounts accused, the worker's account, the handlers of the case."""

    organisations: frozenset[int] = frozenset()
    accounts: frozenset[int] = frozenset()
    worker: int | None = None
    handled_by: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Hearer:
    """An account that could hear it: every organisation it holds any role for, now or in the last year."""

    account: int
    organisations: frozenset[int] = field(default_factory=frozenset)


def tied(organisations: Iterable[int], ties: Iterable[Tie]) -> frozenset[int]:
    """These organisations and all that hang together with them, over any number of steps."""
    beside: dict[int, set[int]] = defaultdict(set)
    for tie in ties:
        beside[tie.one].add(tie.other)
        beside[tie.other].add(tie.one)
    reached, waiting = set(organisations), deque(organisations)
    while waiting:
        for other in beside[waiting.popleft()] - reached:
            reached.add(other)
            waiting.append(other)
    return frozenset(reached)


def conflict(hearer: Hearer, matter: Matter, against: Collection[int]) -> Conflict | None:
    """The first thing that stands against a hearer; ``against``: the accused organisations with their ties."""
    if hearer.account in matter.accounts:
        return Conflict.ACCUSED
    if hearer.account == matter.worker:
        return Conflict.WORKER
    if hearer.organisations & set(against):
        return Conflict.WORKS_FOR
    return Conflict.HANDLED if hearer.account in matter.handled_by else None


def free_hearers(hearers: Iterable[Hearer], matter: Matter, ties: Iterable[Tie]) -> tuple[int, ...]:
    """Accounts that may hear it, in their order; empty when everybody has a tie."""
    against = tied(matter.organisations, ties)
    return tuple(one.account for one in hearers if conflict(one, matter, against) is None)


def conflicts(hearers: Iterable[Hearer], matter: Matter, ties: Iterable[Tie]) -> Mapping[int, Conflict]:
    """Why each of the others may not."""
    against = tied(matter.organisations, ties)
    found = {one.account: conflict(one, matter, against) for one in hearers}
    return {account: why for account, why in found.items() if why is not None}
