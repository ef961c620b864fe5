"""ISO 3166-1 countries; two letters inside, EL and UK only at Eurostat's edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from passerelle.domain.classifications import tables
from passerelle.domain.classifications.folding import fold

_MEMBERS = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"  # since 2020-02-01
)
EU = frozenset(_MEMBERS.split())
_EUROSTAT = {"EL": "GR", "UK": "GB"}


@dataclass(frozen=True, slots=True)
class Country:
    """One country with its two codes and its names by language."""

    code: str
    alpha3: str
    names: Mapping[str, str] = field(hash=False)


@cache
def all_countries() -> Mapping[str, Country]:
    """Every country by its two letters."""
    return {
        row["alpha2"]: Country(
            row["alpha2"], row["alpha3"], {lang: row[lang] for lang in ("en", "fr", "es", "ar") if row[lang]}
        )
        for row in tables.rows("countries")
    }


@cache
def _spellings() -> Mapping[str, str]:
    """Folded names and codes to two letters; codes win over names."""
    found: dict[str, str] = {}
    for country in all_countries().values():
        found.update({fold(name): country.code for name in country.names.values()})
    for country in all_countries().values():
        found[country.alpha3.lower()] = country.code
    found.update({code.lower(): code for code in all_countries()})
    found.update({eurostat.lower(): code for eurostat, code in _EUROSTAT.items()})
    return found


def is_valid(code: str) -> bool:
    """Whether this is a two-letter code of ISO 3166-1 (EL and UK are not)."""
    return code in all_countries()


def name(code: str, language: str = "en") -> str:
    """The country's name in a language, in English where unknown; ``KeyError`` for an unknown code."""
    names = all_countries()[code].names
    return names.get(language) or names["en"]


def read(text: str) -> str | None:
    """The two letters for a code (GR, GRC, EL, UK) or a name in English, French, Spanish or Arabic."""
    return _spellings().get(fold(text))


def to_eurostat(code: str) -> str:
    """The letters that Eurostat uses: EL for GR, UK for GB, else unchanged."""
    return {"GR": "EL", "GB": "UK"}.get(code, code)


def from_eurostat(code: str) -> str:
    """ISO letters from Eurostat's: GR for EL, GB for UK, else unchanged."""
    return _EUROSTAT.get(code, code)


def is_eu(code: str) -> bool:
    """Whether the country is a Member State of the European Union."""
    return code in EU
