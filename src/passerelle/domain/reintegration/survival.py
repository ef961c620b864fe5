"""Whether a business is still open after 12 and 24 months; unknown is a value with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.money import months_after

AFTER = (12, 24)  # months; a choice of this project: no pilot published a survival count
FOUND: Mapping[str, Text] = MappingProxyType(
    {"open": Text("open"), "closed": Text("closed"), "unknown": Text("not known")}
)
WHY: Mapping[str, Text] = MappingProxyType(
    {
        "not_reached": Text("The person could not be reached"),
        "declined": Text("The person did not want to answer"),
        "moved_away": Text("The person moved away"),
        "no_income": Text("It did not earn enough"),
        "took_work": Text("The person took work"),
        "care": Text("Family or health came first"),
        "season": Text("The person is away for a season"),
        "other": Text("Another reason"),
    }
)


@dataclass(frozen=True, slots=True)
class Check:
    """A check that is due: after how many months, on which day, whether it was made."""

    months: int
    due_on: date
    found: str  # empty: not made yet


def checks(registered_on: date, made: Mapping[int, str]) -> list[Check]:
    """The checks of a business with what each found."""
    return [Check(one, months_after(registered_on, one), made.get(one, "")) for one in AFTER]


@dataclass(frozen=True, slots=True)
class Survival:
    """Of businesses whose term has passed: how many are open, closed, not known, not yet looked at."""

    open: int
    closed: int
    unknown: int
    unchecked: int

    @property
    def all(self) -> int:
        """Everybody whose term has passed."""
        return self.open + self.closed + self.unknown + self.unchecked


def survival(months: int, known: Iterable[tuple[date, str]], today: date) -> Survival:
    """Count businesses (day of registration, finding or empty) whose check after ``months`` is due by today."""
    due = [found for since, found in known if months_after(since, months) <= today]
    open_, closed, unknown = (sum(1 for one in due if one == word) for word in ("open", "closed", "unknown"))
    return Survival(open_, closed, unknown, len(due) - open_ - closed - unknown)
