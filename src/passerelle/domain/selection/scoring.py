"""Score sheets of an interview: weighted criteria, points of a hundred, ranks, the reserve list."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

Outcome = Literal["selected", "reserve", "not_selected"]
OTHERS_RANKED_HIGHER = "others_ranked_higher"


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that is scored from 0 to ``most``, with its weight among the others."""

    code: str
    label: str
    weight: int
    most: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """One person's place: points of a hundred (``None``: not heard), rank, outcome, and why."""

    id: str
    points: Decimal | None
    rank: int | None
    outcome: Outcome
    reason: str = ""


def criteria_faults(criteria: Sequence[Criterion]) -> list[Problem]:
    """What is wrong with criteria: none, one named twice, a weight or a highest score below one."""
    found = []
    hint = Text("Write one line for each: name; weight; highest score.")
    if not criteria:
        found.append(Problem("no_criteria", Text("Nothing is scored."), hint, column="criteria"))
    codes = [one.code for one in criteria]
    if len(set(codes)) < len(codes):
        found.append(Problem("criterion_twice", Text("A criterion is named twice."), hint, column="criteria"))
    if any(one.weight < 1 or one.most < 1 for one in criteria):
        message = Text("A weight and a highest score are 1 or more.")
        found.append(Problem("criterion_zero", message, hint, column="criteria"))
    return found


def sheet_faults(criteria: Sequence[Criterion], scores: Mapping[str, int]) -> list[Problem]:
    """Every criterion has a score from 0 to its highest."""
    found = []
    for one in criteria:
        score = scores.get(one.code)
        if score is None or not 0 <= score <= one.most:
            message = Text(
                "%(criterion)s needs a score from 0 to %(most)s.", {"criterion": one.label, "most": one.most}
            )
            found.append(Problem("score_missing", message, column=one.code))
    return found


def points_of(criteria: Sequence[Criterion], sheets: Sequence[Mapping[str, int]]) -> Decimal | None:
    """The mean of the sheets in hundredths of the highest possible; ``None`` without a sheet."""
    if not sheets:
        return None
    weights = sum(one.weight for one in criteria)
    shares = [Decimal(one.weight * sheet[one.code]) / one.most for sheet in sheets for one in criteria]
    total = sum(shares, Decimal(0))
    return (total * 100 / weights / len(sheets)).quantize(Decimal("0.01"))


def ranked(  # the rule of a round, as published with it
    points: Mapping[str, Decimal | None],
    *,
    places: int | None,
    pass_mark: int | None,
    seed: str,
    has_reserve: bool = True,
) -> list[Ranked]:
    """Everybody in order: places first, then the reserve, then below the mark; whoever was not heard last.

    Without a reserve list whoever is after the last place gets a no. Equal points: SHA-256 of ``seed|id``, so
    that nobody's name or number decides.
    """
    heard = sorted(
        ((one, value) for one, value in points.items() if value is not None),
        key=lambda pair: (-pair[1], hashlib.sha256(f"{seed}|{pair[0]}".encode()).hexdigest()),
    )
    found = []
    for rank, (one, value) in enumerate(heard, start=1):
        below = pass_mark is not None and value < pass_mark
        if below:
            found.append(Ranked(one, value, rank, "not_selected", "below_pass_mark"))
        elif places is None or rank <= places:
            found.append(Ranked(one, value, rank, "selected"))
        elif has_reserve:
            found.append(Ranked(one, value, rank, "reserve"))
        else:
            found.append(Ranked(one, value, rank, "not_selected", OTHERS_RANKED_HIGHER))
    return [
        *found,
        *(Ranked(one, None, None, "not_selected", "not_present") for one, v in points.items() if v is None),
    ]
