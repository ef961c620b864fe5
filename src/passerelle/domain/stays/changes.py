"""A change of a stay: what may be asked for, by whom, and what must be said with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

EXTENSION, SUSPENSION, EMPLOYER, SITE = "extension", "suspension", "employer", "site"
KINDS: Mapping[str, Text] = MappingProxyType(
    {
        EXTENSION: Text("Stay longer"),
        SUSPENSION: Text("Pause"),
        EMPLOYER: Text("Another employer"),
        SITE: Text("Another place of work with the same employer"),
    }
)
ACCEPTED, DECLINED = "accepted", "declined"
# Asked of the present employer as well as of the person; another employer is the person's own wish.
MAY_ASK: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        EXTENSION: frozenset({"person", "host", "team"}),
        SUSPENSION: frozenset({"person", "host", "team"}),
        EMPLOYER: frozenset({"person", "team"}),
        SITE: frozenset({"person", "host", "team"}),
    }
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: from when, until when, where."""

    kind: str
    from_on: date | None = None
    until: date | None = None
    site: str = ""
    vacancy: str = ""


def faults(wish: Wish, *, side: str, planned_until: date | None, ended: bool) -> list[Problem]:
    """What stands in the way of asking at all."""
    if wish.kind not in KINDS:
        return [Problem("unknown_change", Text("Choose what is to change."), column="kind")]
    if ended:
        return [Problem("stay_over", Text("This stay has ended."), Text("A new stay begins with its case."))]
    if side not in MAY_ASK[wish.kind]:
        hint = Text("The person may ask for it, or the team at the person's word.")
        return [Problem("not_for_you_to_ask", Text("An employer does not ask for another employer."), hint)]
    return _missing(wish, planned_until)


def _missing(wish: Wish, planned_until: date | None) -> list[Problem]:
    found = []
    if wish.kind in (EXTENSION, SUSPENSION) and wish.until is None:
        found.append(Problem("until_missing", Text("Say until which day."), column="until"))
    if wish.kind == SUSPENSION and wish.from_on is None:
        found.append(Problem("from_missing", Text("Say from which day."), column="from_on"))
    if wish.kind == SITE and not wish.site.strip():
        found.append(Problem("site_missing", Text("Say where the work would be."), column="site"))
    if wish.until and wish.from_on and wish.until < wish.from_on:
        found.append(Problem("ends_before_it_begins", Text("It ends before it begins."), column="until"))
    if wish.kind == EXTENSION and wish.until and planned_until and wish.until <= planned_until:
        message = Text("The stay is planned until %(day)s already.", {"day": planned_until})
        found.append(Problem("no_longer", message, Text("Give a later day."), column="until"))
    return found
