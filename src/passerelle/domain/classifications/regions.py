"""Regions: NUTS 2024 in the European Union, ISO 3166-2 in the partner countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from passerelle.domain.classifications import countries, tables
from passerelle.domain.classifications.folding import fold


@dataclass(frozen=True, slots=True)
class Region:
    """One region; level 1 to 3 (in NUTS the length of the code, elsewhere 1 for the upper tier, 2 below)."""

    code: str
    name: str
    country: str
    level: int
    parent: str | None
    scheme: str


def _nuts(row: tables.Row) -> Region:
    code = row["code"]
    level = len(code) - 2
    parent = code[:-1] if level > 1 else None
    return Region(code, row["name"], countries.from_eurostat(code[:2]), level, parent, "NUTS 2024")


def _iso(row: tables.Row) -> Region:
    parent = row["parent"] or None
    return Region(row["code"], row["name"], row["code"][:2], 2 if parent else 1, parent, "ISO 3166-2")


@cache
def all_regions() -> Mapping[str, Region]:
    """Every region by code."""
    nuts = [_nuts(row) for row in tables.rows("regions_nuts")]
    iso = [_iso(row) for row in tables.rows("regions_iso")]
    return {region.code: region for region in (*nuts, *iso)}


@cache
def _by_name(country: str) -> Mapping[str, str]:
    """Folded names to codes in one country; a name on several levels means the widest region."""
    found: dict[str, str] = {}
    for region in sorted(in_country(country), key=lambda region: region.level):
        found.setdefault(fold(region.name), region.code)
    return found


def is_valid(code: str) -> bool:
    """Whether the code is a known region (a country alone is none)."""
    return code in all_regions()


def region(code: str) -> Region:
    """One region; ``KeyError`` for an unknown code."""
    return all_regions()[code]


def country_of(code: str) -> str | None:
    """The ISO country of a region, ``None`` for an unknown code (``"EL30"`` gives ``"GR"``)."""
    found = all_regions().get(code)
    return found.country if found else None


def in_country(country: str) -> tuple[Region, ...]:
    """All regions of an ISO country, in the order of the list."""
    return tuple(region for region in all_regions().values() if region.country == country)


def within(code: str, container: str) -> bool:
    """Whether a region is, or lies in, another region or an ISO country."""
    place: str | None = code
    while place is not None:
        if place == container:
            return True
        known = all_regions().get(place)
        if known is None:
            return False
        if known.country == container:
            return True
        place = known.parent
    return False


def read(text: str, country: str | None = None) -> str | None:
    """The code from a code in any case (``GR`` accepted for ``EL``) or, where the country is known, a name."""
    code = text.strip().upper()
    if code.startswith(("GR", "GB")) and "-" not in code:
        code = countries.to_eurostat(code[:2]) + code[2:]
    if is_valid(code):
        return code
    return _by_name(country).get(fold(text)) if country else None
