"""Who of the diaspora fits a plan, and why: sector, region, what they offer, a language both speak."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

OFFERS: Mapping[str, Text] = MappingProxyType(
    {"mentor": Text("mentor"), "investor": Text("investor"), "host": Text("host firm")}
)
# What each shared thing counts for; a choice of this project.
POINTS: Mapping[str, int] = MappingProxyType({"sector": 4, "region": 3, "offer": 2, "language": 1})


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says: sectors, regions, languages, and what is offered or wanted."""

    sectors: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well two sides fit: points, and what they share, by kind."""

    points: int
    shared: Mapping[str, tuple[str, ...]]


def side(
    sectors: Collection[str], regions: Collection[str], languages: Collection[str], offers: Collection[str]
) -> Side:
    """A side from lists as they are kept; blanks and case do not matter."""
    return Side(*(frozenset(one.strip().casefold() for one in many if one.strip()) for many in (
        sectors, regions, languages, offers
    )))  # fmt: skip


def fit(one: Side, other: Side) -> Fit | None:
    """How well they fit; ``None`` where neither sector nor region is shared."""
    pairs = {
        "sector": one.sectors & other.sectors,
        "region": one.regions & other.regions,
        "offer": one.offers & other.offers,
        "language": one.languages & other.languages,
    }
    if not pairs["sector"] and not pairs["region"]:
        return None
    shared = {kind: tuple(sorted(both)) for kind, both in pairs.items() if both}
    return Fit(sum(POINTS[kind] for kind in shared), shared)
