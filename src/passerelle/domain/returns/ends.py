"""How a stay can end, and when its end is due to be planned. All ends are equal."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

# In the order in which they are shown; the order says nothing about their worth.
ENDS: Mapping[str, Text] = MappingProxyType(
    {
        "legal_stay": Text("legal stay"),
        "re_entry": Text("home and back for another stay"),
        "return": Text("return home"),
    }
)
# The event of the stage table that each end is, where the table knows it.
EVENT: Mapping[str, str] = MappingProxyType(
    {"legal_stay": "stay_confirmed", "re_entry": "returned", "return": "returned"}
)
# What the code of an ended stay tells when nobody recorded its end here: the same word for the same event.
TOLD_BY: Mapping[str, str] = MappingProxyType(
    {"stay_confirmed": "legal_stay", "returned": "return", **{end: end for end in ENDS}}
)
# Where a scheme's file does not say ``end_plan_days``: a choice of this project, not a rule of law. Final pay,
# papers and travel take about three months.
PLAN_DAYS = 90


def plan_days(facts: Mapping[str, object]) -> int:
    """So many days before its planned end the end of a stay is to be planned, by the facts of a version."""
    said = facts.get("end_plan_days")
    return said if isinstance(said, int) else PLAN_DAYS


def plan_due(planned_until: date | None, *, days: int = PLAN_DAYS) -> date | None:
    """The day on which the end is to be planned; ``None`` while the end of the stay is not known."""
    return planned_until - timedelta(days=days) if planned_until is not None else None


def plan_state(
    planned_until: date | None, *, is_planned: bool, is_over: bool, on: date, days: int = PLAN_DAYS
) -> str:
    """``over``, ``planned``, ``unknown`` (no end known), ``later``, ``due``, ``late`` (the end has passed)."""
    if is_over:
        return "over"
    if is_planned:
        return "planned"
    due = plan_due(planned_until, days=days)
    if due is None or planned_until is None:
        return "unknown"
    if on < due:
        return "later"
    return "late" if on > planned_until else "due"
