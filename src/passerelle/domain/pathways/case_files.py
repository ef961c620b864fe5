"""Reads a case file: JSON with the groups person, job, events and more; errors name the key."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from passerelle.domain.classifications.cefr import is_valid
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.case import Case

_HINTS = {
    "date": Text("A day such as 2026-03-02."),
    "number": Text("A number of zero or more, without quotes."),
    "yes_no": Text("true or false, without quotes; leave the key out when it is unknown."),
    "text": Text("A text in quotes."),
    "country": Text("Two capital letters, such as MA."),
    "period": Text("One of hour, month, year."),
    "list": Text('A list of texts, such as ["bonus"].'),
    "rows": Text("A list of objects."),
    "group": Text("An object with its own keys."),
}
_ROW_DATES = {"date", "from", "to"}
_MOST = 1_000_000_000_000


@cache
def known_facts() -> Mapping[str, str]:
    """Every fact that a case may state, by dotted name, with its kind."""
    text = files("passerelle.domain.pathways").joinpath("facts.toml").read_text("utf-8")
    return {name: kind for name, kind in _flat("", tomllib.loads(text)) if isinstance(kind, str)}


def read_case(content: bytes, file: str | None = None) -> Case:
    """The case in a file; ``Refused`` with every fault, each by its key."""
    try:
        values = json.loads(content.decode("utf-8-sig"), parse_constant=_not_a_number)
    except (ValueError, RecursionError) as fault:
        message = Text("This is not JSON in UTF-8: %(fault)s.", {"fault": str(fault)[:200]})
        raise Refused([Problem("not-json", message, file=file)]) from None
    return case_of(values, file)


def case_of(values: object, file: str | None = None) -> Case:
    """The case that plain values state; ``Refused`` with every fault, each by its key."""
    if not isinstance(values, Mapping):
        message = Text("A case is one object with the keys person, job and events.")
        raise Refused([Problem("not-a-case", message, file=file)])
    found, problems, ignored = _facts(values)
    if problems:
        raise Refused([_in_file(one, file) for one in problems])
    return Case(found, tuple(ignored))


def _not_a_number(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def _in_file(problem: Problem, file: str | None) -> Problem:
    return Problem(problem.code, problem.message, problem.hint, file=file, column=problem.column)


def _flat(prefix: str, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield name, "group"
            yield from _flat(f"{name}.", value)
        else:
            yield name, value


def _facts(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem], list[str]]:
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    ignored: list[str] = []
    kinds = known_facts()
    for name, value in _named(values, kinds):
        kind = kinds.get(name)
        if kind is None:
            ignored.append(name)
        elif value is not None and kind != "group":
            for read in _READERS[kind](name, value):
                if isinstance(read, Problem):
                    problems.append(read)
                else:
                    found[name] = read[0]
        elif value is not None and not isinstance(value, Mapping):
            problems.append(_wrong(name, "group"))
    return found, problems, ignored


def _named(values: Mapping[str, Any], kinds: Mapping[str, str], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        name = f"{prefix}{key}"
        yield name, value
        if kinds.get(name) == "group" and isinstance(value, Mapping):
            yield from _named(value, kinds, f"{name}.")


def _wrong(name: str, kind: str) -> Problem:
    message = Text("%(key)s does not hold what it should.", {"key": name})
    return Problem(f"not-{kind.replace('_', '-')}", message, _HINTS[kind], column=name)


Read = Iterator[tuple[Any] | Problem]


def _day(name: str, value: Any) -> Read:
    try:
        yield (
            (date.fromisoformat(value),)
            if isinstance(value, str) and len(value) == 10
            else _wrong(name, "date")
        )
    except ValueError:
        yield _wrong(name, "date")


def _number(name: str, value: Any) -> Read:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST
    yield (value,) if fits else _wrong(name, "number")


def _yes_no(name: str, value: Any) -> Read:
    yield (value,) if isinstance(value, bool) else _wrong(name, "yes_no")


def _text(name: str, value: Any) -> Read:
    yield (value,) if isinstance(value, str) and len(value) <= 200 else _wrong(name, "text")


def _country(name: str, value: Any) -> Read:
    fits = isinstance(value, str) and len(value) == 2 and value.isascii() and value.isupper()
    yield (value,) if fits else _wrong(name, "country")


def _period(name: str, value: Any) -> Read:
    yield (value,) if value in ("hour", "month", "year") else _wrong(name, "period")


def _list(name: str, value: Any) -> Read:
    fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
    yield (tuple(value),) if fits else _wrong(name, "list")


def _rows(name: str, value: Any) -> Read:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        yield _wrong(name, "rows")
        return
    rows: list[dict[str, Any]] = []
    for place, row in enumerate(value):
        read = {
            key: _cell(f"{name}[{place}].{key}", key, cell) for key, cell in row.items() if cell is not None
        }
        yield from (cell for cell in read.values() if isinstance(cell, Problem))
        rows.append({key: cell for key, cell in read.items() if not isinstance(cell, Problem)})
    if name == "person.languages" and not all(isinstance(row.get("code"), str) for row in rows):
        yield _wrong(f"{name}[].code", "text")
    yield from _backwards(name, rows)
    yield (tuple(rows),)


def _cell(name: str, key: str, value: Any) -> Any:
    if key in _ROW_DATES:
        return next(_unwrapped(_day(name, value)))
    if key in ("eqf", "training_years"):
        return next(_unwrapped(_number(name, value)))
    if key == "level" and not (isinstance(value, str) and is_valid(value)):
        message = Text("%(key)s is no CEFR level.", {"key": name})
        return Problem("not-a-level", message, Text("One of Pre-A1, A1, A2, B1, B2, C1, C2."), column=name)
    return value


def _unwrapped(read: Read) -> Iterator[Any]:
    return (one[0] if isinstance(one, tuple) else one for one in read)


def _backwards(name: str, rows: list[dict[str, Any]]) -> Iterator[Problem]:
    for place, row in enumerate(rows):
        if row.get("from") and row.get("to") and row["to"] < row["from"]:
            column = f"{name}[{place}].to"
            message = Text("%(key)s lies before the day it began.", {"key": column})
            yield Problem("ends-before-it-begins", message, column=column)


_READERS = {
    "date": _day,
    "number": _number,
    "yes_no": _yes_no,
    "text": _text,
    "country": _country,
    "period": _period,
    "list": _list,
    "rows": _rows,
}
