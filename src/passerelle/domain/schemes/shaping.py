"""Are the keys known, present, of the right kind, inside their limits and code lists?"""

import difflib
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.codes import LISTS
from passerelle.domain.schemes.dates import is_date
from passerelle.domain.schemes.findings import Fault
from passerelle.domain.schemes.keys import Key, Table
from passerelle.domain.schemes.lines import Path

KINDS = {
    "text": Text("A text in quotes that is not empty."),
    "whole": Text("A whole number."),
    "number": Text("A number."),
    "flag": Text("true or false."),
    "date": Text('A date in quotes: "YYYY", "YYYY-MM" or "YYYY-MM-DD".'),
    "scalar": Text("A text, a number or a list of texts."),
    "words": Text("A list of texts in quotes."),
    "match": Text("A text or a list of texts in quotes."),
    "table": Text("A table."),
    "tables": Text("A list of tables."),
    "map": Text("A table."),
}


def table_faults(table: Table, values: Mapping[str, Any], path: Path = ()) -> Iterator[Fault]:
    """Unknown and missing keys of a table, and the faults of each value in it."""
    for name in values:
        if table.key(name) is None:
            yield _unknown_key(table, name, path)
    for key in table.keys:
        if key.name in values:
            yield from _value_faults(key, values[key.name], (*path, key.name))
        elif key.required:
            yield Fault(
                path=(*path, key.name),
                code="missing-key",
                message=Text("%(key)s is missing.", {"key": key.name}),
                expected=KINDS[key.kind],
            )


def _unknown_key(table: Table, name: str, path: Path) -> Fault:
    names = [key.name for key in table.keys]
    near = difflib.get_close_matches(name[:60], names, n=1)
    expected = (
        Text("Perhaps %(key)s.", {"key": near[0]})
        if near
        else Text("One of: %(keys)s.", {"keys": ", ".join(names)})
    )
    message = Text("No key %(key)s is known here.", {"key": name[:60]})
    return Fault(path=(*path, name), code="unknown-key", message=message, expected=expected)


def _value_faults(key: Key, value: Any, path: Path) -> Iterator[Fault]:
    if not _IS[key.kind](value):
        message = Text("%(key)s is of the wrong kind.", {"key": path[-1]})
        yield Fault(path=path, code="wrong-type", message=message, expected=KINDS[key.kind])
    elif key.kind == "table" and key.table:
        yield from table_faults(key.table, value, path)
    elif key.kind == "tables" and key.table:
        for place, one in enumerate(value):
            yield from table_faults(key.table, one, (*path, place))
    elif key.kind == "map" and key.of:
        for name, one in value.items():
            yield from _text_faults(key, name, (*path, name))
            yield from _value_faults(key.of, one, (*path, name))
    else:
        yield from _leaf_faults(key, value, path)


def _leaf_faults(key: Key, value: Any, path: Path) -> Iterator[Fault]:
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from _text_faults(key, one, (*path, place))
    elif isinstance(value, str):
        yield from _text_faults(key, value, path)
    elif not isinstance(value, bool):
        yield from _number_faults(key, value, path)


def _text_faults(key: Key, value: str, path: Path) -> Iterator[Fault]:
    if key.kind == "date" and not is_date(value):
        message = Text("%(value)s is not a date.", {"value": value[:60]})
        yield Fault(path=path, code="bad-date", message=message, expected=KINDS["date"])
    if key.choices and value not in key.choices:
        yield Fault(
            path=path,
            code="unknown-choice",
            message=Text("%(value)s is not known here.", {"value": value[:60]}),
            expected=Text("One of: %(choices)s.", {"choices": ", ".join(key.choices)}),
        )
    codes = LISTS.get(key.code or "")
    if codes and not codes.holds(value):
        message = Text("%(value)s is not a valid code.", {"value": value[:60]})
        yield Fault(path=path, code="bad-code", message=message, expected=codes.expected)


def _number_faults(key: Key, value: float, path: Path) -> Iterator[Fault]:
    least = -math.inf if key.least is None else key.least
    most = math.inf if key.most is None else key.most
    if least <= value <= most:
        return
    limits = {"least": f"{least:g}", "most": f"{most:g}"}
    yield Fault(
        path=path,
        code="impossible-number",
        message=Text("%(key)s cannot be this number.", {"key": path[-1]}),
        expected=Text("At least %(least)s and at most %(most)s.", limits)
        if math.isfinite(most)
        else Text("At least %(least)s.", limits),
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_whole(value) or (isinstance(value, float) and math.isfinite(value))


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(one) for one in value)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


_IS: dict[str, Callable[[Any], bool]] = {
    "text": _is_text,
    "whole": _is_whole,
    "number": _is_number,
    "flag": lambda value: isinstance(value, bool),
    "date": _is_text,
    "scalar": lambda value: _is_text(value) or _is_number(value) or _is_words(value),
    "words": _is_words,
    "match": lambda value: _is_text(value) or (_is_words(value) and bool(value)),
    "table": _is_table,
    "tables": lambda value: isinstance(value, list) and all(_is_table(one) for one in value),
    "map": _is_table,
}
