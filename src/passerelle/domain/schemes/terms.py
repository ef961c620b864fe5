"""Terms that a scheme sets itself where no law does: of contests, of committees. ``None``: the defaults."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Contests:
    """The terms of a contest in this scheme; without a source they are the scheme's own choice."""

    days_to_contest: int | None = None
    days_to_decide: int | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Committees:
    """What committees over business plans begin with; without a source it is the scheme's own choice.

    ``None``: that of this project. Criteria in points of 100.
    """

    viability: int | None = None
    market: int | None = None
    skills: int | None = None
    costs: int | None = None
    effect: int | None = None
    first_share: int | None = None
    source: str | None = None
    note: str | None = None
