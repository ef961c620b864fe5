"""Who pays for recruitment: by the ILO's definition, by law, by scheme, and in fact; gaps and refunds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

PAYERS = ("employer", "worker", "scheme", "state", "other")


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of recruitment fee or related cost; an illegitimate one may be asked of nobody."""

    code: str
    illegitimate: bool = False
    source: str = "ILO, definition of recruitment fees and related costs (2019)"
    evidence: str = "M"
    confirmed: bool = False


CATEGORIES: Mapping[str, Category] = MappingProxyType(
    {
        one.code: one
        for one in (
            Category("recruitment_fee"),
            Category("medical"),
            Category("insurance"),
            Category("skill_tests"),
            Category("training"),
            Category("equipment"),
            Category("travel_lodging"),
            Category("administration"),
            Category("illegitimate", illegitimate=True),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must pay a category, by law in a country or by a scheme's rule; ``payer`` none: unknown."""

    category: str
    payer: str | None
    basis: str  # law or scheme
    where: str  # a country or a scheme's code
    source: str
    evidence: str
    confirmed: bool = False
    since: date | None = None
    note: str = ""


DUTIES: tuple[Duty, ...] = (
    Duty("administration", "employer", "law", "DE", "allemagneenfrance.diplo.de/fr-de/service/visa/-/2541374",
         "B", note="Fee of 411 for the fast track of §81a."),
    Duty("travel_lodging", None, "law", "ES", "accounts of people who ran the scheme", "M",
         note="Parts of travel under GECCO may fall on the worker: to be confirmed."),
    Duty("administration", "employer", "scheme", "match", "belgium.iom.int/match", "B", note="Visa."),
    Duty("travel_lodging", "employer", "scheme", "match", "belgium.iom.int/match", "B",
         note="Relocation; the worker finds housing."),
    Duty("recruitment_fee", "scheme", "scheme", "match", "belgium.iom.int/match", "B",
         note="Pre-selection is free for the employer."),
)  # fmt: skip


def duties_for(scheme: str, countries: Iterable[str]) -> Mapping[str, tuple[Duty, ...]]:
    """What is known about who must pay, by category; a category without a row is unknown."""
    places = {scheme, *countries}
    return {
        code: tuple(one for one in DUTIES if one.category == code and one.where in places)
        for code in CATEGORIES
    }


@dataclass(frozen=True, slots=True)
class Refund:
    """What happened to a cost that the worker bore, in dated steps."""

    claimed_on: date | None = None
    agreed_on: date | None = None
    refused_on: date | None = None
    paid_on: date | None = None


def is_gap(payer: str, amount: Decimal, category: str) -> bool:
    """Whether the cost departs from the ILO definition: the worker bore it, or nobody may be asked for it."""
    return amount > 0 and (payer == "worker" or CATEGORIES[category].illegitimate)


def refund_state(gap: bool, refund: Refund) -> str:
    """none, open (a gap without a claim), claimed, agreed, refused or paid; the latest step counts."""
    if refund.paid_on:
        return "paid"
    if refund.refused_on:
        return "refused"
    if refund.agreed_on:
        return "agreed"
    if refund.claimed_on:
        return "claimed"
    return "open" if gap else "none"


def proof_of(states: Iterable[str], *, told: bool) -> str:
    """A person's proof: gap, refunded, zero (the person said so), or unknown while nobody asked."""
    found = set(states)
    if found & {"open", "claimed", "agreed", "refused"}:
        return "gap"
    if "paid" in found:
        return "refunded"
    return "zero" if told else "unknown"
