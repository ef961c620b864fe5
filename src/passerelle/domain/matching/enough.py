"""What would have been enough for one applicant without a place: found and proven by replaying the allotment.

Nothing here names or describes anybody else: a bound is a whole number above the last admitted, never theirs.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from passerelle.domain.matching.allotting import Listed, Result, allotted
from passerelle.domain.quotas.lottery import Lots


@dataclass(frozen=True, slots=True)
class BetterPlace:
    """A place on one institution's own list (or a better one) that would have brought a seat there."""

    vacancy: str
    rank: int
    points: int | None = None  # needed beside the seat; ``None``: the applicant's own points are enough


@dataclass(frozen=True, slots=True)
class Enough:
    """Changes that alone, each by itself, would have brought a place; empty when none was found."""

    points: int | None = None
    complete_by: date | None = None
    places: tuple[BetterPlace, ...] = ()
    only_the_lot: bool = False  # no fact of the applicant decided


@dataclass(frozen=True, slots=True)
class Allotted:
    """A whole allotment as it was published and drawn."""

    rule: str
    applicants: Sequence[Listed]
    places: int
    seed: str | Lots  # or the lots themselves, by name
    posts: Mapping[str, int]

    def results(self, changed: Listed | None = None) -> dict[str, Result]:
        """Everybody's result, with one applicant changed if asked."""
        listed = [changed if changed and one.name == changed.name else one for one in self.applicants]
        found = allotted(self.rule, listed, self.places, self.seed, self.posts)
        return {one.name: one for one in found}

    def brings_a_place(self, changed: Listed) -> bool:
        """Whether the applicant would have had a place with these facts alone changed."""
        return self.results(changed)[changed.name].got > 0


def enough(whole: Allotted, name: str) -> Enough:
    """What would have been enough for an applicant who got nothing; empty for anybody else."""
    one = next(one for one in whole.applicants if one.name == name)
    results = whole.results()
    mine = results[name]
    if mine.got or not one.asked:
        return Enough()
    if whole.rule == "lottery":
        return Enough(only_the_lot=True)
    if whole.rule == "order":
        return Enough(complete_by=_day(whole, one, results))
    points = _points(whole, results)
    if mine.reason == "no_seat":
        return Enough(places=tuple(_better_places(whole, one, results, points)))
    proven = points is not None and whole.brings_a_place(replace(one, points=float(points)))
    return Enough(points=points if proven else None)


def _points(whole: Allotted, results: Mapping[str, Result]) -> int | None:
    """The next whole number above the points of the last who got a place; the lot is then not needed."""
    known = [one.points for one in whole.applicants if results[one.name].got and one.points is not None]
    return math.floor(min(known)) + 1 if known else None


def _day(whole: Allotted, one: Listed, results: Mapping[str, Result]) -> date | None:
    """The day before that of the last who got a place."""
    known = [had.complete_at for had in whole.applicants if results[had.name].got and had.complete_at]
    if not known:
        return None
    last = max(at.replace(tzinfo=None) for at in known)
    day = last.date() - timedelta(days=1)
    return day if whole.brings_a_place(replace(one, complete_at=datetime.combine(day, time.min))) else None


def _better_places(
    whole: Allotted, one: Listed, results: Mapping[str, Result], points: int | None
) -> Iterator[BetterPlace]:
    for choice in one.choices:
        vacancy = str(choice["vacancy"])
        last = _last_rank(whole, results, vacancy)
        if last is None:
            continue
        # One place better may set off a chain that comes back; then half as far, then the top.
        for rank in dict.fromkeys((max(1, last - 1), max(1, last // 2), 1)):
            better = replace(one, choices=tuple(_with_rank(one, vacancy, rank)))
            if whole.brings_a_place(better):
                yield BetterPlace(vacancy, rank)
                break
            if points is not None and whole.brings_a_place(replace(better, points=float(points))):
                yield BetterPlace(vacancy, rank, points)
                break


def _last_rank(whole: Allotted, results: Mapping[str, Result], vacancy: str) -> int | None:
    """The worst place on an institution's own list that still brought a seat; ``None`` where nobody sits."""
    ranks = [
        float(choice["post_rank"])
        for one in whole.applicants
        if results[one.name].choice == vacancy
        for choice in one.choices
        if str(choice["vacancy"]) == vacancy
    ]
    return int(max(ranks)) if ranks else None


def _with_rank(one: Listed, vacancy: str, rank: int) -> Iterator[Mapping[str, object]]:
    for choice in one.choices:
        yield {**choice, "post_rank": rank} if str(choice["vacancy"]) == vacancy else choice
