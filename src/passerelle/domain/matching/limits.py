"""The scheme's rules in force as rows over the edges of a run."""

from collections.abc import Iterator, Mapping

import numpy as np

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching import rule_files, rules
from passerelle.domain.matching.graph import Floats, Graph, RuleRow
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.rule_columns import column_of
from passerelle.domain.schemes.scheme import Rule

_VACANCY = frozenset({"vacancy", "post.vacancy"})


def rules_in_force(inputs: MatchInputs) -> tuple[Rule, ...]:
    """The scheme's rules for its act that have not ended by the day of the run and are not dropped."""
    day = inputs.on.isoformat()
    return tuple(
        rule
        for rule in inputs.scheme.rules_for(inputs.scheme.act.kind)
        if rule.name not in inputs.dropped and (rule.until is None or day[: len(rule.until)] <= rule.until)
    )


def rule_rows(inputs: MatchInputs, graph: Graph) -> list[RuleRow]:
    """A row for every group of every rule in force; raises ``Refused`` for a column that cannot be used.

    A group whose value is unknown (an empty cell) is no group: nobody is limited by what is not known.
    """
    stated = [_solvers(rule) for rule in rules_in_force(inputs)]
    problems: list[Problem] = []
    columns = _columns(inputs, graph, stated, problems)
    grouped = {rule.name for rule in stated if rule.per}
    rows = rules.build_rows(stated, graph, columns, problems)
    if problems:
        raise Refused(problems)
    return [row for row in rows if row.rule not in grouped or "" not in row.group.split("|")]


def _solvers(rule: Rule) -> rule_files.Rule:
    """A scheme's rule in the words of the bare solver, where a vacancy is a post."""
    return rule_files.Rule(
        name=rule.name,
        kind=rule.kind,
        limit=rule.limit if isinstance(rule.limit, str) else float(rule.limit),
        where=_conditions(rule.where),
        per=tuple("post.post" if name in _VACANCY else name for name in rule.per),
        sum=rule.sum,
        share_of=_conditions(rule.share_of),
    )


def _conditions(wanted: Mapping[str, str | tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in wanted.items()}


def _columns(
    inputs: MatchInputs, graph: Graph, stated: list[rule_files.Rule], problems: list[Problem]
) -> rules.Columns:
    """The columns that the rules name, and no others."""
    sides: dict[str, dict[str, list[str]]] = {
        "candidate": {"candidate": [one.id for one in inputs.candidates]},
        "post": {"post": [one.id for one in inputs.vacancies]},
    }
    for name in sorted({name for rule in stated for name in _named(rule)}):
        for side, values in column_of(inputs, name):
            sides[side][name.removeprefix(f"{side}.")] = values
    amounts = {rule.sum: _amounts(inputs, graph, rule.sum, problems) for rule in stated if rule.sum is not None}
    limits = {
        rule.limit.removeprefix("post."): _numbers(inputs, rule.limit, problems)
        for rule in stated
        if isinstance(rule.limit, str)
    }
    return rules.Columns(
        candidate=sides["candidate"], post=sides["post"], pair_numbers=amounts, post_numbers=limits
    )


def _named(rule: rule_files.Rule) -> Iterator[str]:
    yield from (name for name in (*rule.where, *rule.share_of, *rule.per) if name != "post.post")


def _amounts(inputs: MatchInputs, graph: Graph, name: str, problems: list[Problem]) -> Floats:
    """A numeric column spread over the edges; the score is each edge's own."""
    if name == "score":
        return graph.score
    side = column_of(inputs, name)[:1]
    values = _numbers(inputs, name, problems)
    spread: Floats = values[graph.post if not side or side[0][0] == "post" else graph.candidate]
    return spread


def _numbers(inputs: MatchInputs, name: str, problems: list[Problem]) -> Floats:
    """A column as numbers; a problem for one that nobody has or that holds a cell without a number."""
    found = column_of(inputs, name)
    try:
        return np.array(found[0][1] if found else [""], dtype=np.str_).astype(np.float64)
    except ValueError:
        message = Text("A rule needs a number in every cell of the column %(column)s.", {"column": name})
        hint = Text("Fill the column, or change the rule.")
        problems.append(Problem("rule-column", message, hint, column=name))
        return np.zeros(max(len(inputs.candidates), len(inputs.vacancies)))
