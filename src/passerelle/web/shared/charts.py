"""Small charts as numbers: where each piece of a bar begins and ends. The templates draw them as SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

WIDTH = 1000
TONES = 5


class Part(Protocol):
    """A named piece of a score."""

    @property
    def label(self) -> object: ...
    @property
    def value(self) -> float: ...


@dataclass(frozen=True, slots=True)
class NamedPart:
    """The plain form of a part."""

    label: object
    value: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One rectangle, in thousandths of the chart's width."""

    label: object
    value: float | None
    x: float
    width: float
    tone: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in a row; ``end`` is ``None`` while it goes on; tone open, late, waits or 1 to 5."""

    label: object
    start: date
    end: date | None = None
    tone: str = "1"


def score_pieces(parts: Iterable[Part], total: float) -> list[Piece]:
    """The parts end to end; tones go by position, so a part keeps its colour from row to row."""
    pieces: list[Piece] = []
    x = 0.0
    for index, part in enumerate(parts):
        width = WIDTH * part.value / total if total else 0.0
        pieces.append(Piece(part.label, part.value, round(x, 2), round(width, 2), str(index % TONES + 1)))
        x += width
    return pieces


def place(value: float | None, maximum: float) -> float:
    """Where a value stands on an axis from 0 to ``maximum``; never outside it."""
    if value is None or maximum <= 0:
        return 0.0
    return round(WIDTH * min(max(value / maximum, 0.0), 1.0), 2)


def span_pieces(spans: Iterable[Span], start: date, end: date) -> list[Piece]:
    """Stretches of time on an axis of days; what lies outside is cut, what goes on reaches the end."""
    pieces = []
    for span in spans:
        left, right = day_place(span.start, start, end), day_place(span.end or end, start, end)
        pieces.append(Piece(span.label, None, left, max(round(right - left, 2), 3.0), span.tone))
    return pieces


def day_place(day: date, start: date, end: date) -> float:
    """Where a day stands between two others."""
    return place((day - start).days, (end - start).days)


def years(start: date, end: date) -> Sequence[tuple[int, float]]:
    """The new years on the axis: the year and where it begins."""
    firsts = [date(year, 1, 1) for year in range(start.year, end.year + 1)]
    return [(first.year, day_place(first, start, end)) for first in firsts if start <= first <= end]
