"""Allotment with ranked lists: stable seats first, then as many of the seated as there are grants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from passerelle.domain.matching.stable import match_stably
from passerelle.domain.quotas.allotment import Request, allot, ranking
from passerelle.domain.quotas.lottery import Lots


@dataclass(frozen=True, slots=True)
class Listed:
    """An applicant with ranked choices; ``post_rank`` is how the other side ranks the applicant."""

    name: str
    asked: int = 1
    points: float | None = None
    complete_at: datetime | None = None
    choices: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What an applicant got, at which rank and why; ``choice`` is the seat, with a place or without."""

    name: str
    got: int
    rank: int
    reason: str  # allotted | partly | no_place_left | no_seat
    choice: str = ""


def allotted(
    rule: str, applicants: Sequence[Listed], places: int, seed: str | Lots, posts: Mapping[str, int]
) -> list[Result]:
    """Share the places out; by ``lists`` each place also needs a seat that both sides rank."""
    requests = [Request(one.name, one.asked, one.points, one.complete_at) for one in applicants]
    if rule != "lists":
        return [Result(one.name, one.got, one.rank, one.reason) for one in allot(rule, requests, places, seed)]
    seats = _seats(applicants, posts, seed)
    ranked = ranking("points", requests, seed)
    return list(_granted([one.name for one in ranked], seats, places))


def _seats(applicants: Sequence[Listed], posts: Mapping[str, int], seed: str | Lots) -> Mapping[str, str]:
    wishes: dict[str, dict[str, float]] = {one.name: {} for one in applicants}
    orders: dict[str, dict[str, float]] = {post: {} for post in posts}
    for one in applicants:
        for choice in one.choices:
            post, rank = str(choice["vacancy"]), choice.get("post_rank")
            if post in orders and rank is not None:
                wishes[one.name][post] = float(choice["rank"])
                orders[post][one.name] = float(rank)
    return match_stably(wishes, orders, posts, seed).post_of


def _granted(names: Sequence[str], seats: Mapping[str, str], places: int) -> list[Result]:
    results, left = [], places
    for rank, name in enumerate(names, start=1):
        if name not in seats:
            results.append(Result(name, 0, rank, "no_seat"))
        elif not left:
            results.append(Result(name, 0, rank, "no_place_left", seats[name]))
        else:
            left -= 1
            results.append(Result(name, 1, rank, "allotted", seats[name]))
    return results
