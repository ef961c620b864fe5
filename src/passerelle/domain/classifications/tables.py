"""Reads the built-in tables: one comment line with the source, a header, rows."""

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

Row = dict[str, str]
_PACKAGE = "passerelle.domain.classifications"


def _parts(name: str) -> Iterator[list[str]]:
    """The lines of a table's files: ``name``, then ``name_2`` and so on for a long one."""
    folder = files(_PACKAGE).joinpath("data")
    path, place = folder.joinpath(f"{name}.csv"), 1
    while place == 1 or path.is_file():
        yield path.read_text(encoding="utf-8").splitlines(keepends=True)
        place += 1
        path = folder.joinpath(f"{name}_{place}.csv")


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a built-in table, header names as keys; ``FileNotFoundError`` for an unknown table."""
    return tuple(row for lines in _parts(name) for row in csv.DictReader(lines[1:]))


@cache
def source(name: str) -> str:
    """Where a built-in table comes from, with its licence."""
    return next(_parts(name))[0].removeprefix("#").strip()


@cache
def fingerprint(name: str) -> str:
    """SHA-256 of a built-in table, so that what was made from it can be told apart."""
    return hashlib.sha256("".join(line for lines in _parts(name) for line in lines).encode()).hexdigest()
