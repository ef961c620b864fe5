"""What a scheme's file means for its people: days, languages, shares, the occupations to draw from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.domain.classifications import seed
from passerelle.domain.schemes.scheme import Scheme

NO_START = date(2026, 1, 1)  # for a scheme whose first day is unknown
WOMEN_UNKNOWN = 0.40  # share of women where no source publishes one
# Languages that people bring along, with the share who have each, and languages that workplaces ask for.
BROUGHT: Mapping[str, Mapping[str, float]] = {
    "MA": {"ar": 0.97, "fr": 0.92, "en": 0.65, "es": 0.18},
    "TN": {"ar": 0.97, "fr": 0.90, "en": 0.55, "de": 0.06},
    "EG": {"ar": 0.98, "en": 0.75, "fr": 0.12, "de": 0.05},
    "NG": {"en": 0.98, "ha": 0.30, "yo": 0.25, "ig": 0.20, "fr": 0.07},
    "SN": {"fr": 0.95, "wo": 0.90, "en": 0.40},
    "BD": {"bn": 0.99, "en": 0.60},
    "PK": {"ur": 0.95, "en": 0.70},
}
FIRST = {"MA": "ar", "TN": "ar", "EG": "ar", "NG": "en", "SN": "fr", "BD": "bn", "PK": "ur"}
AT_WORK: Mapping[str, tuple[str, ...]] = {
    "BE": ("nl", "fr"), "FR": ("fr",), "DE": ("de",), "ES": ("es",), "IT": ("it",), "LT": ("en", "lt"),
    "LU": ("fr", "en"), "NL": ("en", "nl"), "MA": ("fr",), "TN": ("fr",), "SN": ("fr",), "EG": ("en",),
    "NG": ("en",),
}  # fmt: skip
WISHED = ("FR", "DE", "ES", "BE", "IT", "NL", "LU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A scheme, seen by the generator."""

    scheme: Scheme
    opens: date
    women: float
    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    abroad: tuple[str, ...]  # ESCO addresses of the occupations at the destination
    at_home: tuple[str, ...]  # and of those practised after return
    languages: tuple[str, ...]
    gate_languages: tuple[tuple[str, str | None], ...]

    @property
    def roll(self) -> str:
        """The list that people come from: schemes with the same seed, origins and unit share its people."""
        number = self.scheme.demonstration.seed if self.scheme.demonstration else 0
        return f"{''.join(self.origins)}-{self.scheme.unit}-{number}"

    @property
    def pool(self) -> tuple[str, ...]:
        """Every occupation of the scheme; the whole built-in list when it names none."""
        return tuple(dict.fromkeys([*self.abroad, *self.at_home])) or tuple(seed.occupations())


def setting_of(scheme: Scheme) -> Setting:
    """Read off what the generator needs."""
    return Setting(
        scheme=scheme,
        opens=first_day(scheme),
        women=share_of_women(scheme),
        origins=scheme.origins or ("MA",),
        destinations=scheme.destinations or scheme.origins or ("BE",),
        abroad=occupations_of(scheme, at="destination"),
        at_home=occupations_of(scheme, at="home"),
        languages=working_languages(scheme),
        gate_languages=tuple(
            (gate.language, gate.level) for gate in scheme.gates if gate.kind == "language" and gate.language
        ),
    )


def first_day(scheme: Scheme) -> date:
    """The scheme's first day; a month or a year alone counts from its first day."""
    if not scheme.start:
        return NO_START
    parts = [int(part) for part in scheme.start.split("-")]
    return date(*[*parts, 1, 1][:3])


def matching_day(scheme: Scheme) -> date:
    """The day on which the demonstration matches: half a year in, when lists are full."""
    return first_day(scheme) + timedelta(days=182)


def share_of_women(scheme: Scheme) -> float:
    """The published share of women; all where the target counts women, 40 % where nobody says.

    Read from a fact ``women`` in per cent, or from a pair of facts such as ``placed_women`` and ``placed``.
    """
    if scheme.target and scheme.target.unit == "women":
        return 1.0
    known = {one.id: one.value for one in scheme.facts if isinstance(one.value, int | float)}
    published = scheme.fact("women")
    if published and "women" in known and published.unit == "per cent":
        return known["women"] / 100
    for name, women in known.items():
        whole = known.get(name.removesuffix("_women"))
        if name.endswith("_women") and whole and women <= whole:
            return women / whole
    return WOMEN_UNKNOWN


def occupations_of(scheme: Scheme, *, at: str) -> tuple[str, ...]:
    """ESCO addresses of the scheme's occupations at the ``destination`` or at ``home``, as built in.

    Where the scheme names none, those chosen for its demonstration stand for work at the destination.
    """
    found: dict[str, None] = {}
    for one in scheme.occupations:
        named = [uri for uri in one.esco if uri in seed.occupations()]
        found.update(dict.fromkeys(named or seed.in_group(one.isco)) if one.at == at else {})
    if not scheme.occupations and scheme.demonstration and at == "destination":
        found.update(
            dict.fromkeys(uri for code in scheme.demonstration.occupations for uri in seed.in_group(code))
        )
    return tuple(found)


def working_languages(scheme: Scheme) -> tuple[str, ...]:
    """The scheme's working languages, else those chosen for its demonstration."""
    chosen = scheme.demonstration.languages if scheme.demonstration else ()
    return scheme.languages or chosen
