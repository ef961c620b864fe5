"""The sheet of a drawn allotment: its lines under their lots, in their order, without a number of anybody."""

from collections.abc import Iterable
from datetime import UTC, datetime

from passerelle.records.quotas.models import Allotment, AllotmentLine


def utc(at: datetime | None) -> str | None:
    """One form of a moment, whatever zone it was typed in."""
    return at.astimezone(UTC).isoformat() if at else None


def sheet_facts(allotment: Allotment, lines: Iterable[AllotmentLine]) -> dict[str, object]:
    """What ``passerelle quotas verify`` reads: rule, places, seats, hash, seed and every line."""
    listed = [
        {
            "lot": one.lot,
            "asked": one.asked,
            "points": None if one.points is None else float(one.points),
            "complete_at": utc(one.complete_at),
            "choices": one.choices or [],
            "got": one.got,
            "rank": one.rank,
            "reason": one.reason,
            "choice": one.choice,
        }
        for one in lines
    ]
    return {
        "allotment": allotment.number,
        "rule": allotment.rule,
        "places": allotment.places,
        "posts": allotment.seats,
        "commitment": allotment.commitment,
        "seed": allotment.seed,
        "digest": allotment.digest,
        "lines": sorted(listed, key=lambda one: str(one["lot"])),
    }
