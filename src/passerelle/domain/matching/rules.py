"""Rules become rows: the columns of candidates, posts and pairs decide which pairs each group counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.graph import TOLERANCE, Floats, Graph, Ints, RuleRow
from passerelle.domain.matching.rule_files import Condition, Rule

Item = TypeVar("Item", bound=np.generic)

SIDES = ("candidate", "post", "pair")


@dataclass(frozen=True, slots=True)
class Columns:
    """Texts by column: one per candidate, one per post, one per pair, in the order of the graph.

    The ids stand in the columns ``candidate`` and ``post`` of their side. ``numbers`` are the numeric
    columns that rules may sum (one value per pair) or use as limits (one value per post).
    """

    candidate: Mapping[str, Sequence[str]]
    post: Mapping[str, Sequence[str]]
    pair: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pair_numbers: Mapping[str, Floats] = field(default_factory=dict)
    post_numbers: Mapping[str, Floats] = field(default_factory=dict)

    def side(self, side: str) -> Mapping[str, Sequence[str]]:
        """The texts of one side."""
        return {"candidate": self.candidate, "post": self.post, "pair": self.pair}[side]


class UnknownColumn(Exception):  # noqa: N818  # caught within this module
    """A rule names a column that does not exist, or that exists twice."""

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(str(message))
        self.code, self.message = code, message


def locate(columns: Columns, name: str) -> tuple[str, str]:
    """(side, column) of a name such as ``region`` or ``post.region``; ``UnknownColumn`` otherwise."""
    side, _, rest = name.partition(".")
    if side in SIDES and rest in columns.side(side):
        return side, rest
    found = [side for side in SIDES if name in columns.side(side)]
    if len(found) == 1:
        return found[0], name
    if not found:
        raise UnknownColumn("unknown_column", Text("There is no column %(name)s.", {"name": name}))
    shown = {"name": name, "ways": ", ".join(f"{side}.{name}" for side in found)}
    raise UnknownColumn("ambiguous_column", Text("%(name)s is in several files: write %(ways)s.", shown))


class _Builder:
    """Turns rules into rows over one graph; texts are coded as numbers once per column."""

    def __init__(self, graph: Graph, columns: Columns) -> None:
        self.graph, self.columns = graph, columns
        self.codes: dict[tuple[str, str], tuple[list[str], Ints]] = {}

    def coded(self, side: str, column: str) -> tuple[list[str], Ints]:
        if (side, column) not in self.codes:
            texts = self.columns.side(side)[column]
            values = sorted(set(texts))
            number = {value: index for index, value in enumerate(values)}
            codes = np.fromiter((number[text] for text in texts), np.int64, len(texts))
            self.codes[side, column] = (values, codes)
        return self.codes[side, column]

    def spread(self, side: str, per_item: NDArray[Item]) -> NDArray[Item]:
        """Values per item of a side as values per pair."""
        if side == "pair":
            return per_item
        return per_item[self.graph.candidate if side == "candidate" else self.graph.post]

    def holds(self, condition: Condition, side: str) -> NDArray[np.bool_]:
        """Per item of one side: whether the conditions on that side hold."""
        size = {"candidate": self.graph.allowance.size, "post": self.graph.places.size, "pair": self.graph.size}
        mask = np.ones(size[side], dtype=np.bool_)
        for name, wanted in condition.items():
            where, column = locate(self.columns, name)
            if where == side:
                values, codes = self.coded(side, column)
                inside = np.array([value in wanted for value in values], dtype=np.bool_)
                mask &= inside[codes] if values else mask
        return mask

    def pairs(self, condition: Condition) -> NDArray[np.bool_]:
        """Per pair: whether all conditions hold."""
        mask = np.ones(self.graph.size, dtype=np.bool_)
        for side in SIDES:
            mask &= self.spread(side, self.holds(condition, side))
        return mask

    def groups(self, rule: Rule) -> list[tuple[str, Ints]]:
        """(label, edge indices) of each combination of the ``per`` columns present in the data.

        Columns of one file: the combinations of its entries that meet ``where``; columns of several:
        those of the pairs. So a floor for a region that has posts but no pair is seen, and fails.
        """
        edges = np.flatnonzero(self.pairs(rule.where))
        if not rule.per:
            return [("", edges)]
        located = [locate(self.columns, name) for name in rule.per]
        sides = {side for side, _ in located}
        if len(sides) == 1:
            side = sides.pop()
            present = np.flatnonzero(self.holds(rule.where, side))
            keys = [self.coded(side, column)[1][present] for _, column in located]
        else:
            keys = [self.spread(side, self.coded(side, column)[1])[edges] for side, column in located]
        of_edges = [self.spread(side, self.coded(side, column)[1])[edges] for side, column in located]
        return self.split(located, keys, edges, of_edges)

    def split(
        self, located: list[tuple[str, str]], keys: list[Ints], edges: Ints, of_edges: list[Ints]
    ) -> list[tuple[str, Ints]]:
        combinations = sorted(set(zip(*(key.tolist() for key in keys), strict=True)))
        number = np.zeros(edges.size, dtype=np.int64)
        wanted = np.zeros(len(combinations), dtype=np.int64)
        for position, (side, column) in enumerate(located):
            width = len(self.coded(side, column)[0]) + 1
            number = number * width + of_edges[position]
            wanted = wanted * width + np.array([one[position] for one in combinations], dtype=np.int64)
        order = np.argsort(number, kind="stable")
        starts = np.searchsorted(number[order], wanted, side="left")
        ends = np.searchsorted(number[order], wanted, side="right")
        names = [[self.coded(side, column)[0] for side, column in located]] * len(combinations)
        return [
            ("|".join(values[code] for values, code in zip(lists, codes, strict=True)), order_edges)
            for lists, codes, order_edges in zip(
                names, combinations, (edges[order[a:b]] for a, b in zip(starts, ends, strict=True)), strict=True
            )
        ]

    def rows(self, rule: Rule) -> list[RuleRow]:
        groups = self.groups(rule)
        share = self.pairs(rule.share_of) if rule.share_of else None
        amounts = self.amounts(rule)
        limits = [rule.limit] * len(groups) if isinstance(rule.limit, float) else self.post_limits(rule, groups)
        return [
            _row(rule, label, edges, float(limit), None if share is None else share[edges], amounts[edges])
            for (label, edges), limit in zip(groups, limits, strict=True)
        ]

    def amounts(self, rule: Rule) -> Floats:
        if rule.sum is None:
            return np.ones(self.graph.size)
        name = rule.sum.removeprefix("pair.")
        if name not in self.columns.pair_numbers:
            shown = {"name": rule.sum}
            raise UnknownColumn("unknown_column", Text("The pairs have no numeric column %(name)s.", shown))
        return self.columns.pair_numbers[name]

    def post_limits(self, rule: Rule, groups: list[tuple[str, Ints]]) -> list[float]:
        name = str(rule.limit).removeprefix("post.")
        if name not in self.columns.post_numbers:
            shown = {"name": rule.limit}
            raise UnknownColumn("unknown_column", Text("The posts have no numeric column %(name)s.", shown))
        if not {"post", "post.post"} & set(rule.per):
            message = Text("A limit from a column of the posts needs the column post in per.")
            raise UnknownColumn("limit_not_fixed", message)
        values, codes = self.coded("post", "post")
        of_post = dict(zip((values[code] for code in codes), self.columns.post_numbers[name], strict=True))
        position = next(n for n, column in enumerate(rule.per) if column in ("post", "post.post"))
        return [float(of_post[label.split("|")[position]]) for label, _ in groups]


def _row(
    rule: Rule, label: str, edges: Ints, limit: float, share: NDArray[np.bool_] | None, amounts: Floats
) -> RuleRow:
    if share is not None:
        sign = 1.0 if rule.kind == "share-floor" else -1.0
        part = Fraction(limit).limit_denominator(1000)
        if abs(float(part) - limit) > 1e-12:
            part = Fraction(limit)
        # Whole coefficients where the share is a simple fraction: 0.4 reads as 2 and -3 of 5.
        scale = float(part.denominator) if part.denominator <= 1000 else 1.0
        whole = float(part.numerator) if scale > 1 or part.denominator == 1 else limit
        coefficients = sign * (whole - scale * share.astype(np.float64))
        return RuleRow(rule.name, label, edges, coefficients, 0.0, rule.kind, limit, edges[share])
    sign = -1.0 if rule.kind == "floor" else 1.0
    return RuleRow(rule.name, label, edges, sign * amounts, _whole(sign * limit, amounts), rule.kind, limit)


def _whole(limit: float, amounts: Floats) -> float:
    """Whole amounts never reach a broken limit, so it is rounded down: the relaxation is then tighter."""
    if np.all(amounts == np.round(amounts)):
        return float(np.floor(limit + TOLERANCE))
    return limit


def build_rows(
    rules: Sequence[Rule], graph: Graph, columns: Columns, problems: list[Problem], file: str | None = None
) -> list[RuleRow]:
    """The rows of all rules; adds a problem for each rule that names a column wrongly."""
    builder = _Builder(graph, columns)
    rows: list[RuleRow] = []
    for rule in rules:
        try:
            rows += builder.rows(rule)
        except UnknownColumn as error:
            problems.append(Problem(error.code, error.message, None, file, row=rule.row, column=rule.name))
    return rows
