"""Rules as written in TOML: read and checked for their form, before any data is looked at."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.tables import Source, read_text, refuse

KINDS = ("cap", "floor", "budget", "share-floor", "share-cap")
_KEYS = ("name", "kind", "where", "per", "sum", "share_of", "limit", "act", "ground", "until", "source")

Condition = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``where`` and ``share_of`` map a column to the texts that count, all columns must hold.

    ``limit`` is a number or the name of a column of posts; ``sum`` a numeric column of pairs.
    """

    name: str
    kind: str
    limit: float | str
    where: Condition = field(default_factory=dict)
    per: tuple[str, ...] = ()
    sum: str | None = None
    share_of: Condition = field(default_factory=dict)
    row: int | None = None


def read_rules(source: Source) -> list[Rule]:
    """The rules of a file in order; ``Refused`` with every fault of form."""
    text = read_text(source)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = Text("The file is not valid TOML: %(why)s.", {"why": str(error)})
        raise Refused([Problem("bad_toml", message, None, source.name)]) from error
    tables = content.get("rule", [])
    problems = [
        Problem(
            "unknown_key",
            Text("%(key)s is not known here.", {"key": key}),
            Text("Each rule begins with [[rule]]."),
            source.name,
            column=key,
        )
        for key in content
        if key != "rule"
    ]
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        message = Text("Rules are written as [[rule]] tables.")
        raise Refused([*problems, Problem("bad_rule", message, None, source.name)])
    rows = [n for n, line in enumerate(text.splitlines(), 1) if line.replace(" ", "").startswith("[[rule]]")]
    rules = []
    for index, table in enumerate(tables):
        reader = _Reader(table, source.name, rows[index] if index < len(rows) else None, problems)
        rules.append(reader.rule())
    _check_names(rules, source.name, problems)
    refuse(problems)
    return rules


def _check_names(rules: list[Rule], file: str, problems: list[Problem]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.name in seen and rule.name:
            message = Text("Two rules are named %(name)s.", {"name": rule.name})
            problems.append(Problem("duplicate_rule", message, None, file, row=rule.row, column="name"))
        seen.add(rule.name)


@dataclass(slots=True)
class _Reader:
    table: Mapping[str, Any]
    file: str
    row: int | None
    problems: list[Problem]

    def add(self, code: str, key: str, message: Text) -> None:
        self.problems.append(Problem(code, message, None, self.file, row=self.row, column=key))

    def rule(self) -> Rule:
        for key in self.table:
            if key not in _KEYS:
                self.add("unknown_key", key, Text("A rule has no key %(key)s.", {"key": key}))
        kind = self.text("kind")
        if kind and kind not in KINDS:
            shown = {"kind": kind, "kinds": ", ".join(KINDS)}
            self.add("bad_kind", "kind", Text("%(kind)s is none of %(kinds)s.", shown))
        rule = Rule(
            self.text("name"),
            kind,
            self.limit(),
            self.condition("where"),
            self.per(),
            self.text("sum") if "sum" in self.table else None,
            self.condition("share_of"),
            self.row,
        )
        self.check_together(rule)
        return rule

    def text(self, key: str) -> str:
        value = self.table.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self.add("missing_key", key, Text("A rule needs %(key)s, a text.", {"key": key}))
        return ""

    def limit(self) -> float | str:
        value = self.table.get("limit")
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        self.add("bad_limit", "limit", Text("A rule needs limit, a number or a column of the posts."))
        return 0.0

    def per(self) -> tuple[str, ...]:
        value = self.table.get("per", [])
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return tuple(value)
        self.add("bad_per", "per", Text("per is a list of columns."))
        return ()

    def condition(self, key: str) -> Condition:
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            self.add("bad_condition", key, Text("%(key)s is { column = value or list }.", {"key": key}))
            return {}
        return {column: self.wanted(key, wanted) for column, wanted in value.items()}

    def wanted(self, key: str, value: object) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        if values and all(isinstance(one, str | int | float) for one in values):
            return tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in values)
        self.add("bad_condition", key, Text("%(key)s is { column = value or list }.", {"key": key}))
        return ()

    def check_together(self, rule: Rule) -> None:
        share = rule.kind.startswith("share")
        if rule.kind == "budget" and rule.sum is None:
            self.add("missing_key", "sum", Text("A budget needs sum, a numeric column of the pairs."))
        if share and not rule.share_of:
            self.add("missing_key", "share_of", Text("A share needs share_of."))
        if not share and rule.share_of:
            self.add("bad_rule", "share_of", Text("share_of belongs to share-floor and share-cap only."))
        if share and rule.sum is not None:
            self.add("bad_rule", "sum", Text("Shares count placements; they have no sum."))
        if share and isinstance(rule.limit, float) and not 0 <= rule.limit <= 1:
            self.add("bad_limit", "limit", Text("The limit of a share lies between 0 and 1."))
