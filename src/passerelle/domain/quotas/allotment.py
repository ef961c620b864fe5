"""Who gets the places when more are asked than there are: by a rule that is published before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from passerelle.domain.kernel.text import Text
from passerelle.domain.quotas.lottery import Lots, lot

RULES: Mapping[str, Text] = MappingProxyType(
    {
        "order": Text("In the order of complete applications"),
        "points": Text("By points; equal points by lot"),
        "lottery": Text("By lot"),
        "pro_rata": Text("In proportion to what was asked"),
        "lists": Text("By ranked lists on both sides, then by points; ties by lot"),
    }
)
FIXED = datetime.max  # noqa: DTZ901  # later than any application: a day that is unknown comes last


@dataclass(frozen=True, slots=True)
class Request:
    """One applicant (a person asks one place, an employer or a university several)."""

    name: str
    asked: int = 1
    points: float | None = None
    complete_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What an applicant got, at which rank; ``rank`` counts from 1 in the order of the rule."""

    name: str
    got: int
    rank: int
    reason: str  # allotted | partly | no_place_left


def allot(rule: str, requests: Sequence[Request], places: int, seed: str | Lots) -> list[Share]:
    """Share the places out by the rule; whole, never more than asked, the same for the same seed."""
    ranked = ranking(rule, requests, seed)
    got = _pro_rata(requests, places, seed) if rule == "pro_rata" else _down_the_list(ranked, places)
    return [
        Share(one.name, got[one.name], rank, _reason(got[one.name], one.asked))
        for rank, one in enumerate(ranked, start=1)
    ]


def ranking(rule: str, requests: Sequence[Request], seed: str | Lots) -> list[Request]:
    """The applicants in the order of the rule; what the rule leaves equal the lot decides."""
    if rule == "points":
        return sorted(requests, key=lambda one: (-_points(one), lot(seed, one.name)))
    if rule == "order":
        return sorted(requests, key=lambda one: (_complete(one), lot(seed, one.name)))
    return sorted(requests, key=lambda one: lot(seed, one.name))


def _points(request: Request) -> float:
    return float("-inf") if request.points is None else request.points


def _complete(request: Request) -> datetime:
    return FIXED if request.complete_at is None else request.complete_at.replace(tzinfo=None)


def _down_the_list(ranked: Sequence[Request], places: int) -> dict[str, int]:
    got, left = {}, places
    for one in ranked:
        got[one.name] = min(one.asked, left)
        left -= got[one.name]
    return got


def _pro_rata(requests: Sequence[Request], places: int, seed: str | Lots) -> dict[str, int]:
    """Largest remainder: each gets the whole part of its share, the rest goes to the largest fractions."""
    total = sum(one.asked for one in requests)
    if total <= places:
        return {one.name: one.asked for one in requests}
    got = {one.name: one.asked * places // total for one in requests}
    rest = places - sum(got.values())
    by_fraction = sorted(requests, key=lambda one: (-(one.asked * places % total), lot(seed, one.name)))
    for one in by_fraction[:rest]:
        got[one.name] += 1
    return got


def _reason(got: int, asked: int) -> str:
    if got == asked:
        return "allotted"
    return "partly" if got else "no_place_left"
