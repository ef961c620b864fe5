"""The code lists that a text of a scheme file may have to be found in, and how to say so."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from passerelle.domain.classifications import cefr, countries, currencies, isco, languages, regions
from passerelle.domain.classifications.concepts import is_uri
from passerelle.domain.kernel.text import Text

_ID = re.compile(r"[a-z][a-z0-9_-]{0,29}")


@dataclass(frozen=True, slots=True)
class CodeList:
    """A test of a text, and what would pass it."""

    holds: Callable[[str], bool]
    expected: Text


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


LISTS = {
    "id": CodeList(_is_id, Text("Up to 30 small letters, digits, _ or -, a letter first.")),
    "isco": CodeList(isco.is_valid, Text('An ISCO-08 code in quotes, such as "2512".')),
    "country": CodeList(countries.is_valid, Text("A country code of ISO 3166-1, such as MA or GR.")),
    "region": CodeList(
        regions.is_valid, Text("A region code of NUTS 2024 or ISO 3166-2, such as BE2 or MA-06.")
    ),
    "language": CodeList(languages.is_valid, Text("A language code of ISO 639-1, such as fr.")),
    "level": CodeList(cefr.is_valid, Text("A CEFR level: %(levels)s.", {"levels": ", ".join(cefr.LEVELS)})),
    "currency": CodeList(currencies.is_valid, Text("A currency code of ISO 4217, such as EUR.")),
    "esco": CodeList(is_uri, Text("An ESCO address: http://data.europa.eu/esco/...")),
}
