"""A scheme as the text of its file: the same facts in one order, what is unknown left out."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from passerelle.domain.schemes.scheme import Scheme


def as_toml(scheme: Scheme) -> str:
    """The scheme's file, normalised; reading it again gives the same scheme."""
    return toml_of(scheme.normalised())


def toml_of(values: Mapping[str, Any]) -> str:
    """Normalised values of any described file as TOML."""
    return "\n".join(_table(values, "")).strip() + "\n"


def _table(values: Mapping[str, Any], name: str) -> Iterator[str]:
    later: list[tuple[str, Any]] = []
    for key, value in values.items():
        if isinstance(value, Mapping) or _is_tables(key, value):
            later.append((key, value))
        elif value is not None and value != []:
            yield from _pair(key, value)
    for key, value in later:
        path = f"{name}.{_key(key)}" if name else _key(key)
        if isinstance(value, Mapping):
            if value:
                yield from ("", f"[{path}]", *_table(value, path))
        else:
            for one in value:
                yield from ("", f"[[{path}]]", *_table(one, path))


def _is_tables(key: str, value: Any) -> bool:
    return key != "transitions" and isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _pair(key: str, value: Any) -> Iterator[str]:
    if key == "transitions":  # a table to be read as a table: one row on each line
        yield from ("transitions = [", *(f"  {_inline(row)}," for row in value), "]")
    else:
        yield f"{_key(key)} = {_value(value)}"


def _inline(row: Mapping[str, Any]) -> str:
    known = [
        f"{_key(key)} = {_cell(value)}" for key, value in row.items() if value not in (None, [], {}, False)
    ]
    return "{ " + ", ".join(known) + " }"


def _cell(value: Any) -> str:
    return _inline(value) if isinstance(value, Mapping) else _value(value)


def _value(value: Any) -> str:
    # JSON writes texts, numbers, lists and true/false as TOML does, but for U+007F.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else _value(key)
