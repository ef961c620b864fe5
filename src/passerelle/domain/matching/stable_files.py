"""The input and output files of ``stable``."""

from collections.abc import Sequence
from dataclasses import dataclass

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.run_files import csv_file
from passerelle.domain.matching.stable import StableResult
from passerelle.domain.matching.tables import Source, Table, identifiers, read_table, refuse, whole_numbers


@dataclass(frozen=True, slots=True)
class RankedLists:
    """Both sides' ranks (who -> whom -> rank) and the places of each post."""

    candidates: dict[str, dict[str, float]]
    posts: dict[str, dict[str, float]]
    places: dict[str, int]


def read_lists(candidates: Source, posts: Source, ranks: Source) -> RankedLists:
    """Read and check the three files; ``Refused`` with every problem found."""
    problems: list[Problem] = []
    wishes = read_table(candidates, ("candidate", "post", "rank"))
    post_table = read_table(posts, ("post", "places"))
    orders = read_table(ranks, ("post", "candidate", "rank"))
    names = identifiers(post_table, "post", problems)
    places = whole_numbers(post_table, "places", problems)
    lists = _lists(wishes, "candidate", "post", set(names), problems)
    by_post = _lists(orders, "post", "candidate", None, problems)
    _check_known(orders, set(names), problems)
    refuse(problems)
    return RankedLists(
        lists,
        {post: by_post.get(post, {}) for post in names},
        {post: int(count) for post, count in zip(names, places, strict=True)},
    )


def _check_known(table: Table, known: set[str], problems: list[Problem]) -> None:
    for index, cell in enumerate(table.columns["post"]):
        if cell not in known:
            message = Text("%(id)s is not in the list of ids.", {"id": cell})
            problems.append(table.problem("unknown_id", message, (index, "post")))


def _lists(
    table: Table, who: str, whom: str, known: set[str] | None, problems: list[Problem]
) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    values = whole_numbers(table, "rank", problems)
    for index, (one, other) in enumerate(zip(table.columns[who], table.columns[whom], strict=True)):
        listed = found.setdefault(one, {})
        for column, cell in ((who, one), (whom, other)):
            if not cell:
                problems.append(table.problem("empty_cell", Text("The id is empty."), (index, column)))
        if other and known is not None and other not in known:
            message = Text("%(id)s is not in the list of ids.", {"id": other})
            problems.append(table.problem("unknown_id", message, (index, whom)))
        if other in listed:
            message = Text("%(who)s ranks %(whom)s twice.", {"who": one, "whom": other})
            problems.append(table.problem("duplicate_pair", message, (index, whom)))
        if (
            values[index] == 0
            and table.columns["rank"][index].strip("+0.") == "" != table.columns["rank"][index]
        ):
            problems.append(table.problem("bad_rank", Text("Rank 1 is the best."), (index, "rank")))
        listed[other] = float(values[index])
    return found


def stable_placements(lists: RankedLists, result: StableResult) -> bytes:
    """placements.csv: candidate, post, candidate_rank, post_rank, sorted by candidate."""
    lines: list[Sequence[object]] = [
        (name, post, int(lists.candidates[name][post]), int(lists.posts[post][name]))
        for name, post in sorted(result.post_of.items())
    ]
    return csv_file(("candidate", "post", "candidate_rank", "post_rank"), lines)


def stable_run(result: StableResult, seed: int, seconds: float) -> dict[str, object]:
    """The keys of run.json."""
    return {
        "placed": len(result.post_of),
        "blocking_pairs": result.blocking_pairs,
        "unmatched": result.unmatched,
        "proposals": result.proposals,
        "ties_broken": result.ties_broken,
        "seed": seed,
        "seconds": round(seconds, 3),
    }
