"""The book of law: every parameter, rule and route, read once from the files beside this one."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from passerelle.domain.kernel.digest import digest
from passerelle.domain.pathways.parameters import ANCHOR_UNKNOWN, Parameter, Value
from passerelle.domain.pathways.rules import Route, Rule, Test


@dataclass(frozen=True, slots=True)
class Book:
    """Parameters, rules and routes by id."""

    parameters: Mapping[str, Parameter]
    rules: Mapping[str, Rule]
    routes: Mapping[str, Route]

    @property
    def digest(self) -> str:
        """One digest over every parameter: two runs with the same one read the same law."""
        return digest({one.id: one.digest for one in self.parameters.values()})

    def parameters_of(self, route: Route) -> frozenset[str]:
        """Every parameter that can decide about a route or its clock."""
        rules = (*route.rules, *route.later, *route.times)
        return frozenset(name for rule in rules for name in self.rules[rule].parameters)

    def about_change(self, route: Route, kind: str) -> tuple[Rule, ...]:
        """The rules that answer a question about a change of a stay on a route.

        A rule of its own for changes stands on every route that lists the row it is read from.
        """
        listed = {*route.rules, *route.later}
        asked = (one for one in self.rules.values() if kind in one.changes)
        return tuple(one for one in asked if one.id in listed or one.parameter in listed)

    def facts_asked(self, routes: Iterable[Route]) -> frozenset[str]:
        """Every fact that a test of these routes reads by its name."""
        rules = {name for route in routes for name in route.rules}
        tests = (test for name in rules for option in self.rules[name].options for test in option)
        return frozenset(test.fact for test in tests if test.fact)

    def routes_using(self, parameter: str) -> tuple[Route, ...]:
        """The routes whose conditions or clock read a parameter."""
        return tuple(route for route in self.routes.values() if parameter in self.parameters_of(route))

    def serving(self, scheme_route: str | None) -> tuple[Route, ...]:
        """The routes that a scheme file's route id (or an id of our own) stands for."""
        name = (scheme_route or "").strip().lower()
        return tuple(one for one in self.routes.values() if name in (one.id, *one.serves))


@cache
def book() -> Book:
    """The book as shipped."""
    folder = files("passerelle.domain.pathways").joinpath("parameters")
    return read_book([tomllib.loads(text) for text in _texts(folder)])


def read_book(parts: Iterable[Mapping[str, Any]]) -> Book:
    """A book from files already read; a name used twice or missing is a mistake in the files."""
    tables = list(parts)
    sources = {key: value for part in tables for key, value in part.get("sources", {}).items()}
    parameters = [
        _parameter(part.get("file", {}), row, sources) for part in tables for row in part.get("parameter", ())
    ]
    rules = [_rule(row) for part in tables for row in part.get("rule", ())]
    routes = [_route(row) for part in tables for row in part.get("route", ())]
    found = Book(_by_id(parameters), _by_id(rules), _by_id(routes))
    _must_hang_together(found)
    return found


def _texts(folder: Traversable) -> Iterable[str]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _texts(entry)
        else:
            yield entry.read_text("utf-8")


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        if row.id in found:
            raise ValueError(f"{row.id} is told twice")
        found[row.id] = row
    return found


def _must_hang_together(found: Book) -> None:
    for rule in found.rules.values():
        if lost := rule.parameters - found.parameters.keys():
            raise ValueError(f"Rule {rule.id} reads parameters that are not there: {sorted(lost)}")
    for route in found.routes.values():
        if lost_rules := {*route.rules, *route.later, *route.times} - found.rules.keys():
            raise ValueError(f"Route {route.id} asks for rules that are not there: {sorted(lost_rules)}")


def _parameter(file: Mapping[str, Any], row: Mapping[str, Any], sources: Mapping[str, str]) -> Parameter:
    told = {**file, **row}
    numbers = tuple(told["sources"])
    return Parameter(
        id=told["id"],
        instrument=told["instrument"],
        article=told["article"],
        unit=told.get("unit", ""),
        values=tuple(_value(told, one) for one in _value_rows(told)),
        anchor_event=told.get("anchor", ANCHOR_UNKNOWN),
        anchor_evidence=told.get("anchor_evidence", "M"),
        anchor_on_change=told.get("anchor_on_change"),
        evidence=told["evidence"],
        sources=numbers,
        addresses=tuple(sources[str(number)] for number in numbers),
        excludes=tuple(told.get("excludes", ())),
        starts_new=told.get("starts_new", False),
        digest=digest(_plain(told)),
    )


def _value_rows(told: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    rows: Iterable[Mapping[str, Any]] = told.get("values", [told])
    return rows


def _value(told: Mapping[str, Any], row: Mapping[str, Any]) -> Value:
    if told.get("undated"):
        return Value(row.get("value"))
    period = {key: row.get(key, told.get(key)) for key in ("valid_from", "valid_to", "since_year")}
    last = None if told.get("open_ended") else period["valid_to"]
    evidence = row.get("evidence") if row is not told else None
    return Value(row.get("value"), period["valid_from"], last, period["since_year"], evidence)


def _plain(value: Any) -> Any:
    """JSON values: days become text."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, int | float | str) else str(value)


def _rule(row: Mapping[str, Any]) -> Rule:
    parameter = row.get("parameter", row["id"])
    options = row.get("options") or [row.get("all") or [row["test"]]]
    return Rule(
        id=row["id"],
        phase=row.get("phase", "admission"),
        parameter=parameter,
        options=tuple(tuple(_test(test, parameter) for test in option) for option in options),
        discretion=row.get("discretion", False),
        asks=row.get("asks", ""),
        changes=tuple(row.get("changes", ())),
    )


def _test(row: Mapping[str, Any], parameter: str) -> Test:
    named, fact = row.get("parameter", parameter), "job.salary.amount" if "salary" in row["kind"] else ""
    settings = {key: value for key, value in row.items() if key not in ("kind", "fact", "parameter", "part")}
    return Test(row["kind"], row.get("fact", fact), named, row.get("part"), settings)


def _route(row: Mapping[str, Any]) -> Route:
    return Route(
        id=row["id"],
        kind=row.get("kind", "admission"),
        country=row.get("country"),
        region=row.get("region"),
        instrument=row["instrument"],
        rules=tuple(row.get("rules", ())),
        later=tuple(row.get("later", ())),
        times=tuple(row.get("times", ())),
        acts=tuple(row.get("acts", ())),
        gaps=tuple(row.get("gaps", ())),
        serves=tuple(row.get("serves", ())),
        tracks=tuple(row.get("tracks", ())),
        procedure_of=tuple(row.get("procedure_of", ())),
    )
