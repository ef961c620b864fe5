"""The input files of ``assign`` as a graph with rows, or every reason why they cannot be one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow
from passerelle.domain.matching.rule_files import Rule, read_rules
from passerelle.domain.matching.rules import Columns, build_rows
from passerelle.domain.matching.tables import (
    Source,
    Table,
    identifiers,
    numbers,
    read_table,
    refuse,
    whole_numbers,
)


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """Ids in sorted order (the graph's indices), the graph, its rows."""

    candidates: list[str]
    posts: list[str]
    graph: Graph
    rows: list[RuleRow]


def read_instance(
    pairs: Source, posts: Source, candidates: Source | None = None, rules: Source | None = None
) -> Instance:
    """Read and check everything; ``Refused`` with every problem found."""
    problems: list[Problem] = []
    pair_table = read_table(pairs, ("candidate", "post", "score"))
    post_table = read_table(posts, ("post", "places"))
    people_table = None if candidates is None else read_table(candidates, ("candidate",))
    written = [] if rules is None else read_rules(rules)
    post_ids = _sorted_ids(post_table, "post", problems)
    if people_table is None:
        people_ids = sorted(set(pair_table.columns["candidate"]))
    else:
        people_ids = _sorted_ids(people_table, "candidate", problems)
    person = _known(pair_table, "candidate", people_ids, problems)
    post = _known(pair_table, "post", post_ids, problems)
    _check_twice(pair_table, person, post, problems)
    score = numbers(pair_table, "score", problems)
    places = whole_numbers(post_table, "places", problems)
    refuse(problems)
    pair_order = np.lexsort((post, person))
    post_order = np.argsort(post_table.columns["post"], kind="stable")
    graph = Graph(
        person[pair_order],
        post[pair_order],
        score[pair_order],
        places[post_order].astype(np.int64),
        np.ones(len(people_ids), dtype=np.int64),
    )
    columns = _columns(pair_table, post_table, people_table, written, problems)
    columns = _ordered(columns, pair_order, post_order, people_ids)
    refuse(problems)
    rows = build_rows(written, graph, columns, problems, None if rules is None else rules.name)
    refuse(problems)
    return Instance(people_ids, post_ids, graph, rows)


def _sorted_ids(table: Table, column: str, problems: list[Problem]) -> list[str]:
    return sorted(set(identifiers(table, column, problems)))


def _known(table: Table, column: str, known: Sequence[str], problems: list[Problem]) -> Ints:
    """Indices of the ids of a column; adds a problem for each id that is empty or not known."""
    number = {name: index for index, name in enumerate(known)}
    found = np.zeros(len(table.rows), dtype=np.int64)
    for index, cell in enumerate(table.columns[column]):
        if cell and cell in number:
            found[index] = number[cell]
        elif not cell:
            problems.append(table.problem("empty_cell", Text("The id is empty."), (index, column)))
        else:
            message = Text("%(id)s is not in the list of ids.", {"id": cell})
            problems.append(table.problem("unknown_id", message, (index, column)))
    return found


def _check_twice(table: Table, person: Ints, post: Ints, problems: list[Problem]) -> None:
    if problems:
        return  # ids that are not known all read as the first
    keys = person * (int(post.max(initial=0)) + 1) + post
    order = np.argsort(keys, kind="stable")
    for place in np.flatnonzero(np.diff(keys[order]) == 0):
        first, second = int(order[place]), int(order[place + 1])
        shown = {"row": table.rows[first]}
        message = Text("The same pair stands in row %(row)s already.", shown)
        problems.append(table.problem("duplicate_pair", message, (second, "candidate")))


def _columns(
    pairs: Table, posts: Table, people: Table | None, rules: Sequence[Rule], problems: list[Problem]
) -> Columns:
    """Columns in the order of the files; numbers are read only where a rule needs them."""
    summed = {rule.sum.removeprefix("pair.") for rule in rules if rule.sum}
    limits = {rule.limit.removeprefix("post.") for rule in rules if isinstance(rule.limit, str)}
    own = {name: cells for name, cells in pairs.columns.items() if name not in ("candidate", "post")}
    return Columns(
        {} if people is None else people.columns,
        posts.columns,
        own,
        {name: numbers(pairs, name, problems) for name in sorted(summed & set(own))},
        {name: numbers(posts, name, problems) for name in sorted(limits & set(posts.columns))},
    )


def _ordered(columns: Columns, pair_order: Ints, post_order: Ints, people: list[str]) -> Columns:
    """The same columns in the order of the graph."""

    def texts(cells: Sequence[str], order: Ints) -> list[str]:
        return [cells[index] for index in order]

    def values(cells: Floats, order: Ints) -> Floats:
        return cells[order]

    person_order = np.argsort(columns.candidate["candidate"], kind="stable") if columns.candidate else None
    candidate: dict[str, Sequence[str]] = {"candidate": people}
    if person_order is not None:
        candidate = {name: texts(cells, person_order) for name, cells in columns.candidate.items()}
    return Columns(
        candidate,
        {name: texts(cells, post_order) for name, cells in columns.post.items()},
        {name: texts(cells, pair_order) for name, cells in columns.pair.items()},
        {name: values(cells, pair_order) for name, cells in columns.pair_numbers.items()},
        {name: values(cells, post_order) for name, cells in columns.post_numbers.items()},
    )
