"""What is known here of contributions between two countries, and of what a permit asks at its end.

Only what a source says stands here; everything else is answered with "not known here". Nothing in this file
has been compared with the official text by a named person, and each entry says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Portability:
    """An agreement on social security between where somebody worked and home; ``since``: in force from."""

    says: Text
    source: str
    since: date | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """What a route's permit itself asks at its end."""

    says: Text
    source: str
    confirmed: bool = False


AGREEMENTS: Mapping[tuple[str, str], Portability] = MappingProxyType(
    {
        ("ES", "MA"): Portability(
            Text(
                "Spain and Morocco have an agreement on social security. Which contributions count at home, "
                "and for what, is to be asked of the social security office."
            ),
            "BOE-A-1982-26519 (agreement of 8 November 1979)",
            date(1982, 10, 1),
        ),
    }
)
DEMANDS: Mapping[str, Demand] = MappingProxyType(
    {
        "es_gecco": Demand(
            Text(
                "A permit for circular seasonal work in Spain comes with a duty to go home at the end of the "
                "season. Within which term and where to report is not known here."
            ),
            "boe.es/buscar/doc.php?id=BOE-A-2025-27014 (GECCO order for 2026)",
        ),
    }
)


def portability(worked_in: str, home: str) -> Portability | None:
    """What is known between two countries (ISO codes); ``None``: not known here."""
    return AGREEMENTS.get((worked_in, home))


def demand(route: str) -> Demand | None:
    """What the permit of a route (its id in the scheme's file) asks at its end; ``None``: not known here."""
    return DEMANDS.get(route)
