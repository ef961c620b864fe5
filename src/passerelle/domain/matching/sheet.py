"""The sheet of a draw: every line of an allotment under its lot instead of a number, for anybody to recompute.

A lot is SHA-256 of seed, bar and number: who knows their own number finds their own line, nobody else's.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from passerelle.domain.kernel.digest import digest
from passerelle.domain.matching.allotting import Listed, allotted
from passerelle.domain.quotas.allotment import RULES
from passerelle.domain.quotas.lottery import commitment

RESULT = ("got", "rank", "reason", "choice")


def sheet_faults(sheet: Mapping[str, Any]) -> list[str]:
    """What does not hold in a sheet: ``commitment``, ``digest`` or ``result``; empty when it holds.

    ``ValueError`` (or ``KeyError``) when it is no sheet of a draw.
    """
    lines = list(sheet["lines"])
    if sheet["rule"] not in RULES:
        raise ValueError(f"rule: {sheet['rule']}")
    faults = []
    if commitment(str(sheet["seed"])) != sheet["commitment"]:
        faults.append("commitment")
    if lines_digest(sheet) != sheet["digest"]:
        faults.append("digest")
    listed = [listed_from(line) for line in lines]
    lots = {one.name: one.name for one in listed}
    results = allotted(sheet["rule"], listed, int(sheet["places"]), lots, dict(sheet["posts"]))
    found = {one.name: tuple(getattr(one, fact) for fact in RESULT) for one in results}
    if any(found[line["lot"]] != tuple(line[fact] for fact in RESULT) for line in lines):
        faults.append("result")
    return faults


def listed_from(line: Mapping[str, Any]) -> Listed:
    """An applicant of a sheet, named by the lot."""
    at = datetime.fromisoformat(line["complete_at"]) if line["complete_at"] else None
    return Listed(str(line["lot"]), int(line["asked"]), line["points"], at, tuple(line["choices"]))


def lines_digest(sheet: Mapping[str, Any]) -> str:
    """SHA-256 over rule, places, seats, seed and lines: what everybody's own page shows."""
    return digest([sheet[fact] for fact in ("rule", "places", "posts", "seed", "lines")])
