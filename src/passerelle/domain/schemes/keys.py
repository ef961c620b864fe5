"""How one key of a scheme file is described: its kind of value, its limits, its meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key that a table may hold.

    ``kind`` is text, whole, number, flag, date, scalar (text, number or list of texts), words (list of
    text), table, tables (array of tables) or map (free keys, each value described by ``of``).
    ``code`` names the code list that a text must be found in; ``attr`` the field of the dataclass when
    the file's word is not a Python name.
    """

    name: str
    kind: str
    about: str
    required: bool = False
    attr: str = ""
    choices: tuple[str, ...] = ()
    code: str | None = None
    least: float | None = None
    most: float | None = None
    table: "Table | None" = None
    of: "Key | None" = None

    @property
    def field(self) -> str:
        """The name of the dataclass field that holds the value."""
        return self.attr or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: the class it becomes (``None``: a plain mapping) and its keys.

    ``spread`` names a key that may hold a list: such a table stands for one table for each of its values.
    """

    name: str
    builds: type | None
    keys: tuple[Key, ...]
    spread: str = ""

    def tables_of(self, values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """The table itself, or one for each value of the key that is spread."""
        spread = values.get(self.spread) if self.spread else None
        return [{**values, self.spread: one} for one in spread] if isinstance(spread, list) else [values]

    def key(self, name: str) -> Key | None:
        """The key of this name, if the table may hold it."""
        return next((key for key in self.keys if key.name == name), None)
