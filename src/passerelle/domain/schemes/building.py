"""From the values of a checked file to a ``Scheme``."""

from collections.abc import Mapping
from typing import Any

from passerelle.domain.schemes.keys import Key, Table
from passerelle.domain.schemes.scheme import Scheme
from passerelle.domain.schemes.whole import SCHEME


def build(values: Mapping[str, Any]) -> Scheme:
    """The scheme of a file's values; they must have passed every check."""
    made: Scheme = build_table(SCHEME, values)
    return made


def build_table(table: Table, values: Mapping[str, Any]) -> Any:
    """The value of one checked table: its dataclass, or a mapping."""
    filled = {key.field: _value(key, values[key.name]) for key in table.keys if key.name in values}
    return table.builds(**filled) if table.builds else filled


def _value(key: Key, value: Any) -> Any:
    if key.kind == "table" and key.table:
        return build_table(key.table, value)
    if key.kind == "tables" and key.table:
        rows = [row for one in value for row in key.table.tables_of(one)]
        return tuple(build_table(key.table, row) for row in rows)
    if key.kind == "map" and key.of:
        return {name: _value(key.of, one) for name, one in value.items()}
    return tuple(value) if isinstance(value, list) else value
