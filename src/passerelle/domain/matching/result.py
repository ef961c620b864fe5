"""What a run answers: placements, their proof, prices, reasons, and where everybody stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from passerelle.domain.kernel.digest import digest
from passerelle.domain.matching.context import Context


class Outcome(StrEnum):
    """What became of a candidate or a vacancy in a run."""

    PROPOSED = "proposed"
    OUTBID = "outbid"
    HELD_BACK = "held_back"
    REFUSED = "refused"
    NOT_ASSESSABLE = "not_assessable"
    NO_SHARED_SKILL = "no_shared_skill"
    FILLED = "filled"
    PARTLY_FILLED = "partly_filled"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Placement:
    """A proposed pair; ``rank`` is its order at the vacancy, 1 the highest score."""

    candidate: str
    vacancy: str
    score: int
    rank: int


@dataclass(frozen=True, slots=True)
class RuleUse:
    """One group of a rule: what is used of its limit, and what the whole rule costs (rerun without it)."""

    name: str
    group: str
    used: float | None  # of a share: none while nobody is placed
    limit: float
    price_placed: int | None
    price_value: float | None


@dataclass(frozen=True, slots=True)
class RequirementUse:
    """One requirement over all vacancies that pose it, and what it costs (rerun without it).

    ``met``, ``not_met`` and ``unknown`` count candidates. The prices are ``None`` when the budget of
    reruns did not reach it.
    """

    code: str
    rule: str
    confirmed: bool
    vacancies: int
    met: int
    not_met: int
    unknown: int
    price_placed: int | None = None
    price_value: float | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What proves the value: no valid choice reaches more than ``bound``.

    ``prices`` are clearing prices by vacancy, ``multipliers`` prices of rule rows by (rule, group).
    """

    status: str
    value: float
    bound: float
    gap: float
    method: str
    prices: Mapping[str, float]
    multipliers: Mapping[tuple[str, str], float]
    clash: tuple[str, ...] = ()
    violations: int = 0


@dataclass(frozen=True, slots=True)
class StableSide:
    """The plain stable matching of the same pairs (score ranks on both sides, no rules), for comparison.

    The costs are this run's placements and value minus the stable ones; ``blocking_pairs`` counts pairs
    in this run's answer who would both rather have each other.
    """

    placed: int
    value: int
    cost_placed: int
    cost_value: int
    blocking_pairs: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one candidate or vacancy stands where it does; the columns of reasons.csv.

    ``score`` is the pair's own, ``price`` the clearing score at ``other``. ``change`` is the cheapest
    single change, confirmed; an empty one with ``searched`` false was not confirmed within the budget.
    """

    side: str
    id: str
    other: str
    outcome: Outcome
    code: str
    rule: str = ""
    have: str = ""
    need: str = ""
    score: int | None = None
    price: float | None = None
    change: str = ""
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """Sizes of a run; pairs are candidate x vacancy."""

    candidates: int
    vacancies: int
    posts: int
    eligible_pairs: int
    not_assessable_pairs: int
    feasible_pairs: int


@dataclass(frozen=True, slots=True, eq=False)
class MatchResult:
    """A whole run; everything but ``seconds`` follows from the inputs alone."""

    digest: str
    counts: Counts
    placements: tuple[Placement, ...]
    certificate: Certificate
    rules: tuple[RuleUse, ...]
    requirements: tuple[RequirementUse, ...]
    stable: StableSide
    reasons: tuple[Reason, ...]
    fairness: Mapping[str, Any]
    context: Context
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def placed(self) -> int:
        """Number of pairs proposed."""
        return len(self.placements)

    def reason(self, side: str, key: str) -> Reason:
        """The stored reason of a candidate or a vacancy; ``KeyError`` when it was not in the run."""
        for reason in self.reasons:
            if reason.side == side and reason.id == key:
                return reason
        raise KeyError(key)

    @property
    def outcome_digest(self) -> str:
        """SHA-256 over placements, value and reasons: two runs of the same record must agree on it."""
        return digest(
            {
                "inputs": self.digest,
                "value": self.certificate.value,
                "placements": [[one.candidate, one.vacancy, one.score, one.rank] for one in self.placements],
                "reasons": [
                    [one.side, one.id, one.other, one.outcome, one.code, one.rule, one.change]
                    for one in self.reasons
                ],
            }
        )
