"""A preview as the page shows it: bounded tables, words instead of codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import get_language

from passerelle.domain.intake.columns import Layout
from passerelle.domain.intake.preview import Preview, cell_text
from passerelle.domain.kernel.problems import Problem
from passerelle.web.shared.labels import say

MOST = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem or note with its place."""

    place: str
    column: str
    code: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class ShownPreview:
    """What the check page needs; tables end after ``MOST`` rows and say how many more there are."""

    counts: dict[str, int]
    can_be_kept: bool
    problems: list[Fault]
    notes: list[Fault]
    dropped: list[tuple[str, str]]
    ignored: Sequence[str]
    headings: list[str]
    rows: list[list[str]]
    changes: list[tuple[int, list[tuple[str, str, str]]]]
    most: int = MOST


def shown_preview(preview: Preview) -> ShownPreview:
    """The preview in the person's language."""
    reading = preview.reading
    headings = {name: _heading(reading.layout, name) for name in reading.columns}
    fresh = [change.entry for change in preview.comparison.changed]
    entries = islice([*preview.comparison.new, *fresh] or reading.entries, 10)
    return ShownPreview(
        counts=preview.counts,
        can_be_kept=preview.can_be_kept,
        problems=_faults(reading.problems),
        notes=_faults(preview.notes),
        dropped=[(item.heading, say(item.subject.reason)) for item in reading.dropped],
        ignored=reading.ignored,
        headings=list(headings.values()),
        rows=[[cell_text(entry.values.get(name)) for name in headings] for entry in entries],
        changes=[
            (change.entry.row, _differences(change, headings)) for change in preview.comparison.changed[:MOST]
        ],
    )


def _faults(problems: Iterable[Problem]) -> list[Fault]:
    return [
        Fault(
            " ".join(str(part) for part in (problem.sheet, problem.row) if part),
            problem.column or "",
            problem.code,
            say(problem.message),
            say(problem.hint),
        )
        for problem in islice(problems, MOST)
    ]


def _heading(layout: Layout, name: str) -> str:
    headings = layout.column(name).headings
    return headings.get(get_language() or "en", headings["en"])


def _differences(change: Any, headings: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (headings.get(item.column, item.column), cell_text(item.old), cell_text(item.new))
        for item in change.differences
    ]
