"""How a committee's marks become a ranking: weighted criteria, the mean of who scored, awards in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

MOST = 5  # marks are 0 to 5
WHOLE = 100
POINT = Decimal("0.01")
CRITERIA: Mapping[str, Text] = MappingProxyType(
    {
        "viability": Text("Can it live from what it sells"),
        "market": Text("Is there a market for it"),
        "skills": Text("Does the person know the trade"),
        "costs": Text("Are the costs sound"),
        "effect": Text("What it brings to the place"),
    }
)
# A choice of this project, not published by any scheme; a scheme's file ([committees]) or whoever opens a
# committee may say otherwise.
WEIGHTS: Mapping[str, int] = MappingProxyType(
    {"viability": 30, "market": 20, "skills": 20, "costs": 20, "effect": 10}
)


def weights_from(stated: object) -> dict[str, int]:
    """The weights that a scheme's file states for its committees, else those of this project."""
    said = stated if isinstance(stated, Mapping) else {}
    found = {code: said[code] for code in CRITERIA if isinstance(said.get(code), int) and said[code]}
    return found or dict(WEIGHTS)


def weights_hold(weights: Mapping[str, int]) -> bool:
    """Whether weights name known criteria, are positive and sum to 100."""
    return bool(weights) and set(weights) <= set(CRITERIA) and min(weights.values()) > 0 and (
        sum(weights.values()) == WHOLE
    )  # fmt: skip


def marks_hold(marks: Mapping[str, int], weights: Mapping[str, int]) -> bool:
    """Whether every criterion has a mark of 0 to 5, and nothing else has one."""
    return set(marks) == set(weights) and all(0 <= mark <= MOST for mark in marks.values())


def sheet_total(marks: Mapping[str, int], weights: Mapping[str, int]) -> Decimal:
    """One member's total, 0 to 100.

    >>> sheet_total({"viability": 5, "market": 0}, {"viability": 60, "market": 40})
    Decimal('60.00')
    """
    whole = sum(marks[code] * weight for code, weight in weights.items())
    return (Decimal(whole) / MOST).quantize(POINT, ROUND_HALF_UP)


def mean(totals: Sequence[Decimal]) -> Decimal | None:
    """The mean of the members' totals; ``None`` where nobody could score."""
    return (sum(totals, Decimal(0)) / len(totals)).quantize(POINT, ROUND_HALF_UP) if totals else None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A plan's place: equal totals share a rank."""

    plan: str
    total: Decimal | None
    rank: int | None


def ranking(totals: Mapping[str, Decimal | None]) -> list[Ranked]:
    """Plans by their mean total, the highest first; equal totals share a rank, no total has none."""
    known = sorted((-total, plan) for plan, total in totals.items() if total is not None)
    ranked: list[Ranked] = []
    for place, (below, plan) in enumerate(known, start=1):
        same = ranked and ranked[-1].total == -below
        ranked.append(Ranked(plan, -below, ranked[-1].rank if same else place))
    return [*ranked, *(Ranked(plan, None, None) for plan in sorted(totals) if totals[plan] is None)]


def beyond(amounts: Iterable[Decimal], budget: Decimal | None, most: int | None) -> str:
    """Whether awards pass the committee's ``budget`` or ``most``; empty where they do not."""
    known = list(amounts)
    if budget is not None and sum(known, Decimal(0)) > budget:
        return "budget"
    return "most" if most is not None and len(known) > most else ""
