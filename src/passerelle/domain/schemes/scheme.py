"""What a scheme is: everything that its file says, and nothing else. Unknown is ``None`` or empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from passerelle.domain.journey.transitions import Track
from passerelle.domain.schemes.terms import Committees, Contests

PARTS = ("skills", "occupation", "country", "experience")
FULL_WEIGHT = 10_000
# The act that a matching kind stands for when the law asks "preferred at what?".
RULE_ACT = {
    "admission": "training",
    "shortlist": "interview",
    "assignment": "placement",
    "pairing": "placement",
}


# The file's word where it is not the field's name, by class.
FILE_WORDS = {
    "Transition": {"leaving": "from"},
    "Target": {"since": "from"},
    "Scheme": {
        "parties": "party",
        "occupations": "occupation",
        "routes": "route",
        "targets": "target",
        "facts": "fact",
        "tracks": "track",
        "gates": "gate",
        "rules": "rule",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation and the roles that it holds in the scheme."""

    name: str
    roles: tuple[str, ...]
    country: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An ISCO-08 code of one to four digits; ``at`` tells an occupation abroad from one at home."""

    isco: str
    at: str = "destination"
    esco: tuple[str, ...] = ()
    mapped: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A legal route; ``confirmed`` only after a named person compared it with the official text."""

    id: str
    name: str
    country: str | None = None
    region: str | None = None
    applicant: tuple[str, ...] = ()
    pause_moves_end: bool | None = None  # None: nobody knows
    departure: tuple[str, ...] = ()  # what must be settled before departure; empty: as the track says
    confirmed: bool = False
    confirmed_by: str | None = None
    confirmed_on: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Money planned or granted; ``eu_share`` is in per cent."""

    amount: float | None = None
    currency: str = "EUR"
    eu_share: float | None = None
    funder: str | None = None
    source: str | None = None
    conflict: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One dated version of a target; the last in the file is the one in force."""

    value: int
    unit: str
    since: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A published result or other figure, with the day that it speaks of and where it was read."""

    id: str
    value: int | float | str | None = None
    unit: str | None = None
    on: str | None = None
    source: str | None = None
    conflict: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A shortlist's least and greatest length."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What the matching does here: admission, shortlist, assignment or pairing.

    ``size`` is the length of a shortlist, ``sizes`` its exceptions by destination country, and
    ``per_candidate`` how many vacancies one candidate (or firm) may get at most.
    """

    kind: str
    size: int | None = None
    sizes: Mapping[str, Span] = field(default_factory=dict)
    per_candidate: int = 1
    what: str | None = None
    note: str | None = None

    def size_for(self, country: str | None) -> int | None:
        """The greatest length of a shortlist for a vacancy in this country; ``None``: its places count."""
        span = self.sizes.get(country or "")
        return span.most if span else self.size

    @property
    def rule_act(self) -> str:
        """The act that a rule about a group would be judged by: training, interview or placement."""
        return RULE_ACT[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A hard requirement of the scheme; one that is not ``confirmed`` is shown and excludes nobody.

    Which of ``language, level, value, least, most`` is set depends on ``kind``.
    """

    id: str
    kind: str
    label: str
    language: str | None = None
    level: str | None = None
    value: int | float | str | tuple[str, ...] | None = None
    least: float | None = None
    most: float | None = None
    route: str | None = None
    applies_to: tuple[str, ...] = ()
    confirmed: bool = False
    confirmed_by: str | None = None
    confirmed_on: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A limit over many placements, in the vocabulary of the bare solver, with its legal side."""

    name: str
    kind: str
    limit: float | str
    where: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    per: tuple[str, ...] = ()
    sum: str | None = None
    share_of: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    act: str | None = None
    ground: str | None = None
    lawful_because: str | None = None
    until: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """Sizes of the seeded population; ``synthetic`` names those that no source publishes.

    ``occupations`` (ISCO-08) and ``languages`` are chosen for it where the scheme names none.
    """

    people: int
    vacancies: int
    places: int
    seed: int
    synthetic: tuple[str, ...] = ("people", "vacancies", "places")
    occupations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One scheme, frozen as its file states it."""

    code: str
    name: str
    version: str
    unit: str
    act: Act
    weights: Mapping[str, int]
    tracks: tuple[Track, ...]
    hypothetical: bool = False
    objective: str = "score"
    also_known_as: tuple[str, ...] = ()
    summary: str | None = None
    start: str | None = None
    end: str | None = None
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    active_sourcing: bool = True
    reminder_pause_days: int | None = None  # None: the default of this project
    follow_up_months: tuple[str, ...] = ()  # empty: the default of this project
    end_plan_days: int | None = None  # None: the default of this project
    government_agreement: str | None = None
    conflict: str | None = None
    note: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    budget: Budget | None = None
    contests: Contests | None = None  # None: the default terms of this project
    committees: Committees | None = None  # None: the default weights of this project
    demonstration: Demonstration | None = None
    parties: tuple[Party, ...] = ()
    occupations: tuple[Occupation, ...] = ()
    routes: tuple[Route, ...] = ()
    targets: tuple[Target, ...] = ()
    facts: tuple[Fact, ...] = ()
    gates: tuple[Gate, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def target(self) -> Target | None:
        """The version of the target in force: the last one in the file."""
        return self.targets[-1] if self.targets else None

    def fact(self, fact_id: str) -> Fact | None:
        """A published figure by its id; ``None`` when nobody published it."""
        return next((fact for fact in self.facts if fact.id == fact_id), None)

    def rules_for(self, act: str) -> tuple[Rule, ...]:
        """The rules that count at an act: those that name it and those that name none.

        ``act`` is training, interview or placement, or the matching kind that stands for one of them.
        """
        judged = RULE_ACT.get(act, act)
        return tuple(rule for rule in self.rules if rule.act in (None, judged))

    def normalised(self) -> dict[str, Any]:
        """Every key of the file, in one order, as JSON values; what is unknown is ``None`` or empty."""
        values: dict[str, Any] = plain(self, FILE_WORDS)
        return values


def plain(value: Any, words: Mapping[str, Mapping[str, str]]) -> Any:
    """A described value as JSON under the words of its file."""
    if is_dataclass(value):
        named = words.get(type(value).__name__, {})
        return {named.get(one.name, one.name): plain(getattr(value, one.name), words) for one in fields(value)}
    if isinstance(value, Mapping):
        return {name: plain(one, words) for name, one in value.items()}
    return [plain(one, words) for one in value] if isinstance(value, tuple) else value
