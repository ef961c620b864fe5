"""ISO 639-1 languages."""

from collections.abc import Mapping
from functools import cache

from passerelle.domain.classifications import tables
from passerelle.domain.classifications.folding import fold

_NAMED_IN = ("en", "fr", "es", "ar")


@cache
def names() -> Mapping[str, Mapping[str, str]]:
    """Names by two-letter code, then by the language of the name."""
    return {
        row["alpha2"]: {lang: row[lang] for lang in _NAMED_IN if row[lang]} for row in tables.rows("languages")
    }


@cache
def _spellings() -> Mapping[str, str]:
    found = {fold(word): code for code, by in names().items() for word in by.values()}
    for row in tables.rows("languages"):
        codes = (row["alpha3"], row["bibliographic"], row["alpha2"])
        found.update({code: row["alpha2"] for code in codes if code})
    return found


def is_valid(code: str) -> bool:
    """Whether this is a two-letter code of ISO 639-1, in lower case."""
    return code in names()


def name(code: str, language: str = "en") -> str:
    """The language's name in a language, in English where unknown; ``KeyError`` for an unknown code."""
    by = names()[code]
    return by.get(language) or by["en"]


def read(text: str) -> str | None:
    """The two letters for a code (fr, fra, fre) or a name in English, French, Spanish or Arabic."""
    return _spellings().get(fold(text))
