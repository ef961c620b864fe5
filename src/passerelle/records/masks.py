"""Columns that name somebody, and the one place where a name is kept from whoever must not read it yet.

While ``without_names`` is in force, every statement that reads such a column (in a list, a search, an order, a
file) finds a placeholder on the rows of the people concerned, whichever page asks and however it asks. The
database decides row by row, so counts, sums and other people's rows are as they are. Actions write what is
true: ``seeing_all`` lifts the mask inside them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.expressions import Col
from django.utils.functional import cached_property

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
    _Address = models.EmailField[str, str]
else:
    _Text, _Address = models.CharField, models.EmailField


@dataclass(frozen=True, slots=True)
class Mask:
    """Whose names are not read, by key and public number, and what stands in their place."""

    people: Mapping[int, str]
    placeholder: str


_MASK: ContextVar[Mask | None] = ContextVar("names not read", default=None)


@contextmanager
def without_names(people: Mapping[int, str], placeholder: str) -> Iterator[None]:
    """Inside, the names of these people (key and public number) are not read."""
    before = _MASK.set(Mask(people, placeholder) if people else None)
    try:
        yield
    finally:
        _MASK.reset(before)


@contextmanager
def seeing_all() -> Iterator[None]:
    """Inside, names are read as they are: for actions, which compare and copy what is true."""
    before = _MASK.set(None)
    try:
        yield
    finally:
        _MASK.reset(before)


class Placeholder(str):
    """What was read in place of a name; it is never saved."""

    __slots__ = ()


class _MaskedCol(Col):
    """A column that a statement reads through the mask in force."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(compiler, connection)
        mask = _MASK.get()
        if mask is None:
            return sql, params
        field: Any = self.target
        quote = compiler.quote_name_unless_alias
        whose = f"{quote(self.alias)}.{quote(field.whose)}"
        # Keys are numbers: written out, so that a long panel list does not use up the places of a statement.
        wanted: list[str] = list(mask.people.values()) if field.by_number else []
        places = ", ".join(["%s"] * len(wanted) or [str(int(key)) for key in mask.people])
        case = f"CASE WHEN {whose} IN ({places}) THEN %s ELSE {sql} END"
        return case, [*wanted, mask.placeholder if field.stands_for_all else "", *params]


class _Masked:
    """``whose`` is the column of the same table that names the person, by key or by public number."""

    def __init__(
        self,
        *args: Any,
        whose: str = "id",
        by_number: bool = False,
        stands_for_all: bool = False,
        **options: Any,
    ) -> None:
        self.whose, self.by_number = whose, by_number
        self.stands_for_all = stands_for_all  # shows the placeholder; the other columns are empty
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """For migrations the column is a plain one."""
        name, _path, args, options = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{_plain_kind(self).__name__}", args, options

    def get_col(self, alias: str, output_field: Any = None) -> Col:
        # To other expressions it is a plain text, which goes together with others.
        shown = self._plain if output_field is None or output_field is self else output_field
        return _MaskedCol(alias, self, shown)  # type: ignore[arg-type]

    @cached_property
    def _plain(self) -> Any:
        name, _path, args, options = self.deconstruct()
        plain = _plain_kind(self)(*args, **options)
        plain.set_attributes_from_name(name)
        plain.model = self.model  # type: ignore[attr-defined]
        return plain

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        mask = _MASK.get()
        return Placeholder(value) if mask is not None and value == mask.placeholder else value

    def pre_save(self, row: models.Model, add: bool) -> Any:
        value = super().pre_save(row, add)  # type: ignore[misc]
        if isinstance(value, Placeholder):
            raise TypeError("what stands in place of a name was about to be saved")
        return value


def _plain_kind(column: object) -> type[Any]:
    return models.EmailField if isinstance(column, models.EmailField) else models.CharField


class MaskedText(_Masked, _Text):
    """A text that names or reaches somebody."""


class MaskedAddress(_Masked, _Address):
    """An e-mail address of somebody."""
