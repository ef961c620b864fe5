"""What a file asks for and who may lodge it, by route; what nobody published is unknown, not free."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Needed:
    """A document with the source that asks for it."""

    code: str
    source: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Lodging:
    """Who may lodge a file; ``who`` none: not known, so nobody is refused."""

    who: tuple[str, ...] | None
    source: str
    evidence: str = "M"
    confirmed: bool = False


_BLUE = "Directive (EU) 2021/1883, article 5"
_BASIC = (Needed("passport", _BLUE), Needed("contract_signed", _BLUE), Needed("sickness_cover", _BLUE))
_SEASON = "Directive 2014/36/EU, articles 5 and 6"
_STUDY = "Directive (EU) 2016/801, article 13"
DOCUMENTS: Mapping[str, tuple[Needed, ...]] = MappingProxyType(
    {
        "single_permit": _BASIC,
        "blue_card": (*_BASIC, Needed("qualification", _BLUE)),
        "seasonal": (
            Needed("passport", _SEASON),
            Needed("contract_signed", _SEASON),
            Needed("sickness_cover", _SEASON),
            Needed("lodging_proof", _SEASON),
        ),
        "trainee": (Needed("passport", _STUDY), Needed("agreement_signed", _STUDY), Needed("diploma", _STUDY)),
        "visa": (Needed("passport", "the project's own list"),),
    }
)
LODGED_BY: Mapping[str, Lodging] = MappingProxyType(
    {
        "de_81a": Lodging(("employer",), "allemagneenfrance.diplo.de/fr-de/service/visa/-/2541374", "A+B"),
        "nl_hsm": Lodging(("employer",), "anywr-group.nl/highly-skilled-migrant-salaries-2026", "M"),
    }
)
UNKNOWN = Lodging(None, "")
_SIGNS = (
    ("blue", "blue_card"),
    ("gecco", "seasonal"),
    ("season", "seasonal"),
    ("train", "trainee"),
    ("intern", "trainee"),
    ("801", "trainee"),
)


def kind_of(route: str, *, visa: bool = False) -> str:
    """The checklist that a route uses."""
    name = route.lower()
    if visa:
        return "visa"
    for sign, kind in _SIGNS:
        if sign in name:
            return kind
    return "single_permit"


def lodging(route: str) -> Lodging:
    """Who may lodge a file on this route."""
    return LODGED_BY.get(route.lower(), UNKNOWN)


def may_lodge(route: str, role: str) -> bool:
    """Whether a party may lodge it; where the rule is not known, nobody is refused."""
    who = lodging(route).who
    return who is None or role in who
