"""ISO 4217 currencies."""

from collections.abc import Mapping
from functools import cache

from passerelle.domain.classifications import tables


@cache
def names() -> Mapping[str, str]:
    """English names by three-letter code."""
    return {row["code"]: row["en"] for row in tables.rows("currencies")}


def is_valid(code: str) -> bool:
    """Whether this is a code of ISO 4217, in upper case."""
    return code in names()


def read(text: str) -> str | None:
    """The code in its one spelling (``" eur "`` gives ``"EUR"``), or ``None``; signs like $ are ambiguous."""
    code = text.strip().upper().replace("€", "EUR")
    return code if is_valid(code) else None
