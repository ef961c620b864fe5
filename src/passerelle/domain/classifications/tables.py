"""Reads the built-in tables: one comment line with the source, a header, rows."""

import csv
import hashlib
from functools import cache
from importlib.resources import files

Row = dict[str, str]
_PACKAGE = "passerelle.domain.classifications"


def _lines(name: str) -> list[str]:
    text = files(_PACKAGE).joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return text.splitlines(keepends=True)


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a built-in table, header names as keys; ``FileNotFoundError`` for an unknown table."""
    return tuple(csv.DictReader(_lines(name)[1:]))


@cache
def source(name: str) -> str:
    """Where a built-in table comes from, with its licence."""
    return _lines(name)[0].removeprefix("#").strip()


@cache
def fingerprint(name: str) -> str:
    """SHA-256 of a built-in table, so that what was made from it can be told apart."""
    return hashlib.sha256("".join(_lines(name)).encode()).hexdigest()
