"""Rows of the programme pages as they are shown: words, bars, resolved sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from passerelle.queries.programme.portfolio import SchemeRow
from passerelle.web.shared.charts import Span
from passerelle.web.shared.labels import number, percent, stated_day
from passerelle.web.shared.wording import word_for

SOURCED = ("target", "fact", "gate", "rule", "route")


@dataclass(frozen=True, slots=True)
class Line:
    """A portfolio row with its stretch of time."""

    row: SchemeRow
    spans: list[Span]


def portfolio_lines(rows: Iterable[SchemeRow]) -> list[Line]:
    """One line per scheme; a scheme without a known start has no bar."""
    return [
        Line(row, [Span(f"{row.start_text} – {row.end_text or '?'}", row.start, row.end)] if row.start else [])
        for row in rows
    ]


def axis(rows: Iterable[SchemeRow], today: date) -> tuple[date, date]:
    """The years that the bars span, from the first start to the last end."""
    days = [day for row in rows for day in (row.start, row.end) if day] or [today]
    return date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)


def with_sources(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The file's facts with each source's name replaced by the source itself, for those who check."""
    sources = facts.get("sources") or {}
    resolved = dict(facts)
    for group in SOURCED:
        rows = facts.get(group) or ()
        resolved[group] = [
            {**row, "source_text": sources.get(row.get("source"), row.get("source"))} for row in rows
        ]
    return resolved


def pairs(row: SchemeRow, facts: Mapping[str, Any], days_left: int | None) -> list[tuple[object, object]]:
    """The list "In short": what it is, where, when, with what money."""
    budget = facts.get("budget") or {}
    share = budget.get("eu_share")
    return [
        (_("What is matched"), word_for(row.act, "act")),
        (_("Unit counted"), word_for(facts.get("unit"), "unit")),
        (_("From"), ", ".join(row.origins)),
        (_("To"), ", ".join(row.destinations)),
        (_("Start"), stated_day(row.start_text)),
        (_("End"), stated_day(row.end_text)),
        (_("Days left"), number(days_left) if days_left is not None else _("closed") if row.end else None),
        (_("Sectors"), ", ".join(facts.get("sectors") or ())),
        (_("Occupations (ISCO-08)"), ", ".join(one["isco"] for one in facts.get("occupation") or ())),
        (_("Budget"), f"{number(row.budget)} {budget.get('currency')}" if row.budget is not None else None),
        (_("EU share"), percent(share / 100, 2) if share is not None else None),
        (_("Funder"), budget.get("funder")),
        (_("Version of the file"), facts.get("version")),
    ]


def weights(facts: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The parts of the score, in the order of the file."""
    return [(word_for(part, "part"), points) for part, points in (facts.get("weights") or {}).items()]
