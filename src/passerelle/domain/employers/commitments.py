"""How firmly posts are promised: interest, letter, conditional offer, contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

# From the weakest to the firmest.
LEVELS = ("interest", "letter", "conditional_offer", "contract")
LEVEL_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "interest": Text("Interest"),
        "letter": Text("Letter of commitment"),
        "conditional_offer": Text("Conditional offer"),
        "contract": Text("Contract"),
    }
)
FIRM = "contract"  # what a training seat is weighed against


@dataclass(frozen=True, slots=True)
class Commitment:
    """On a day, so many posts of a vacancy were promised at a level; a later row of the level replaces it."""

    level: str
    posts: int
    on: date


@dataclass(frozen=True, slots=True)
class Committed:
    """Posts of a vacancy (or of several) by the firmest level each has reached."""

    posts: int
    at_least: Mapping[str, int]  # level -> posts promised at this level or a firmer one

    @property
    def level(self) -> str | None:
        """The firmest level that holds a post; ``None`` while nothing is promised."""
        return next((level for level in reversed(LEVELS) if self.at_least[level]), None)

    @property
    def exactly(self) -> Mapping[str, int]:
        """Posts whose firmest promise is this level."""
        above = (*LEVELS[1:], None)
        return {
            level: self.at_least[level] - (self.at_least[higher] if higher else 0)
            for level, higher in zip(LEVELS, above, strict=True)
        }

    @property
    def open_posts(self) -> int:
        """Posts that nobody has promised in any way."""
        return self.posts - self.at_least[LEVELS[0]]


def committed(rows: Iterable[Commitment], *, posts: int, on: date) -> Committed:
    """What a vacancy's rows promise on a day: the newest row of a level holds; a firmer post counts below."""
    newest: dict[str, Commitment] = {}
    for row in sorted((one for one in rows if one.on <= on), key=lambda one: one.on):
        newest[row.level] = row
    found: dict[str, int] = {}
    firmer = 0
    for level in reversed(LEVELS):
        stated = newest[level].posts if level in newest else 0
        firmer = min(posts, max(firmer, stated))
        found[level] = firmer
    return Committed(posts, found)


def added(several: Iterable[Committed]) -> Committed:
    """The posts of several vacancies together."""
    total, sums = 0, dict.fromkeys(LEVELS, 0)
    for one in several:
        total += one.posts
        for level in LEVELS:
            sums[level] += one.at_least[level]
    return Committed(total, sums)


@dataclass(frozen=True, slots=True)
class SeatsAgainstPosts:
    """Training seats beside the posts promised firmly."""

    seats: int
    firm: int

    @property
    def uncovered(self) -> int:
        """Seats that no contract stands behind."""
        return max(0, self.seats - self.firm)

    @property
    def sentence(self) -> Text:
        """The figures in one line."""
        return Text("%(seats)s seats, %(firm)s committed", {"seats": self.seats, "firm": self.firm})

    @property
    def warning(self) -> Text | None:
        """What to say before a group opens; ``None`` when every seat is covered."""
        if not self.uncovered:
            return None
        return Text(
            "%(seats)s seats, %(firm)s committed: for %(uncovered)s people no contract stands behind the seat.",
            {"seats": self.seats, "firm": self.firm, "uncovered": self.uncovered},
        )
