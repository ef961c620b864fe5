"""The codes that depend on what is loaded; of a list that is not loaded only the form of a cell is checked."""

from collections.abc import Container
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """ESCO addresses of occupations and skills, and the scheme's legal routes; ``None`` is not loaded.

    Countries, languages, currencies, regions and ISCO-08 are built in and need no loading.
    """

    occupations: Container[str] | None = None
    skills: Container[str] | None = None
    routes: Container[str] | None = None


NOTHING_LOADED = KnownCodes()
