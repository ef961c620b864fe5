"""What a quota's entries add up to, and which quotas bind a placement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

RESERVE, CONSUME, RELEASE = "reserve", "consume", "release"
KINDS = (RESERVE, CONSUME, RELEASE)


@dataclass(frozen=True, slots=True)
class Balance:
    """How many places are reserved, used up and free; never more than there are."""

    places: int
    reserved: int = 0
    consumed: int = 0

    @property
    def taken(self) -> int:
        """Reserved and consumed together."""
        return self.reserved + self.consumed

    @property
    def left(self) -> int:
        """The live remainder."""
        return self.places - self.taken

    @property
    def is_sound(self) -> bool:
        """Whether nothing is below zero or above the places."""
        return self.reserved >= 0 and self.consumed >= 0 and self.left >= 0


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the ledger: what happened to a holder's place."""

    kind: str
    holder: str


def balance(places: int, lines: Iterable[Line]) -> Balance:
    """The balance after all entries, in order; ``ValueError`` for one that does not fit the holder's state."""
    state: dict[str, str] = {}
    for line in lines:
        before = state.get(line.holder)
        wrong = {RESERVE: before is not None, CONSUME: before != RESERVE, RELEASE: before is None}
        if wrong[line.kind]:
            raise ValueError(f"{line.holder}: {line.kind} after {before}")
        if line.kind == RELEASE:
            del state[line.holder]
        else:
            state[line.holder] = line.kind
        if len(state) > places:
            raise ValueError(f"{line.holder}: more than {places}")
    held = list(state.values())
    return Balance(places, held.count(RESERVE), held.count(CONSUME))


@dataclass(frozen=True, slots=True)
class Dimensions:
    """What a quota is limited to; empty or ``None`` is no limit in that direction."""

    country: str = ""
    region: str = ""
    isco: str = ""  # a prefix
    sector: str = ""
    employer: int | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a person would be placed."""

    country: str
    region: str
    isco: str
    sector: str
    employer: int
    on: date


def binds(limits: Dimensions, placed: Placement) -> bool:
    """Whether a placement counts against a quota: it fits every direction in which the quota is limited."""
    inside = not (limits.starts and placed.on < limits.starts) and not (limits.ends and placed.on > limits.ends)
    return inside and all(
        (
            not limits.country or limits.country == placed.country,
            placed.region.startswith(limits.region),
            placed.isco.startswith(limits.isco),
            not limits.sector or limits.sector == placed.sector,
            limits.employer is None or limits.employer == placed.employer,
        )
    )
