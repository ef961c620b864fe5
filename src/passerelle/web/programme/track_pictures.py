"""The picture of a scheme's tracks: boxes and lines in pixels, mirrored where people read from the right."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_bidi

from passerelle.domain.journey.picture import ACROSS, Node, draw
from passerelle.domain.schemes.kept import tracks_from
from passerelle.queries.programme.stage_figures import StageFigure

WIDTH, BOX, TALL, GAP, HIGH = 1000, 176, 58, 30, 96
Figures = Mapping[tuple[str, str], StageFigure]


@dataclass(frozen=True, slots=True)
class Box:
    """One stage: its place, its figures (``None``: not for this reader), and the list behind them."""

    stage: str
    x: int
    y: int
    middle: int
    is_end: bool
    figure: StageFigure | None
    url: str


@dataclass(frozen=True, slots=True)
class TrackPicture:
    """A track as its picture; ``lines`` are the ends of each step that leads on."""

    id: str
    kind: str
    boxes: list[Box]
    lines: list[str]
    height: int
    known: bool


def track_pictures(code: str, facts: Mapping[str, object], figures: Figures | None) -> list[TrackPicture]:
    """Every track of the file, all equally wide."""
    pictures = []
    for track in tracks_from(facts).values():
        drawn = draw(track)
        boxes = [_box(code, track.id, node, figures) for node in drawn.nodes]
        lines = [_line(one, other) for one, other in drawn.joined]
        height = drawn.rows * HIGH
        pictures.append(TrackPicture(track.id, track.kind, boxes, lines, height, figures is not None))
    return pictures


def _place(node: Node) -> tuple[int, int]:
    column = ACROSS - 1 - node.column if get_language_bidi() else node.column
    return column * (BOX + GAP), node.row * HIGH + 4


def _box(code: str, track: str, node: Node, figures: Figures | None) -> Box:
    x, y = _place(node)
    query = urlencode({"scheme": code, "track": track, "stage": node.stage})
    figure = (figures or {}).get((track, node.stage), StageFigure(0, 0, 0)) if figures is not None else None
    url = f"{reverse('caseload')}?{query}" if figure and figure.cases else ""
    return Box(node.stage, x, y, x + BOX // 2, node.is_end, figure, url)


def _line(one: Node, other: Node) -> str:
    """Straight to a neighbour; to another row down, along the gap between the rows, and down again."""
    (x1, y1), (x2, y2) = _place(one), _place(other)
    begin, end, half = x1 + BOX // 2, x2 + BOX // 2, TALL // 2
    if y1 == y2:
        return f"M{begin} {y1 + half}H{end}"
    gap = max(y1, y2) - (HIGH - TALL) // 2
    return f"M{begin} {y1 + half}V{gap}H{end}V{y2 + half}"
