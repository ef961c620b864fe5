"""The codes a reader may rely on; of a list that is not loaded only the form of a cell is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """Folded spelling -> code for countries and languages; plain code -> code for the rest.

    ``countries`` and ``languages`` may hold names beside codes (``maroc`` -> ``MA``). Regions, occupations and
    skills are ``None`` until such a list is loaded; an unknown one is then let through with its form checked.
    """

    countries: Mapping[str, str]
    languages: Mapping[str, str]
    currencies: Mapping[str, str]
    regions: Mapping[str, str] | None = None
    occupations: Mapping[str, str] | None = None
    skills: Mapping[str, str] | None = None
    routes: Mapping[str, str] | None = field(default=None)
