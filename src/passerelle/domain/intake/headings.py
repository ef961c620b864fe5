"""Which column is which: finds the heading row, knows the columns, drops what must not be here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from passerelle.domain.intake.columns import Layout
from passerelle.domain.intake.grid import Grid, GridRow, Raw, is_empty
from passerelle.domain.intake.signs import clean, fold
from passerelle.domain.intake.unwanted import Unwanted, unwanted_subject
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

SEARCHED_ROWS = 20
PROBLEM_COLUMN = "problem"  # the column that a returned file carries
_WHOLE_NAMES = frozenset(
    fold(name)
    for name in ("name", "full name", "nom complet", "nom et prénom", "nom prénom", "nombre completo",
                 "nombre y apellidos", "الاسم الكامل", "naam", "nome e cognome")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dropped:
    """A column that was dropped unread, and why."""

    heading: str
    column: int
    subject: Unwanted


@dataclass(frozen=True, slots=True)
class Headings:
    """What the heading row says: machine name -> place (0 is the first), and what was left out."""

    row: int  # index in the grid of the last heading row
    places: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    ignored: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_headings(grid: Grid, layout: Layout) -> Headings | None:
    """The headings of a list; ``None`` when no row among the first twenty looks like a heading row."""
    spellings = layout.spellings()
    index = _heading_row(grid.rows, spellings)
    if index is None:
        return None
    last = index
    # A template has machine names in a hidden row above the headings; both rows are headings.
    if index + 1 < len(grid.rows) and _is_all_headings(grid.rows[index + 1], spellings):
        last = index + 1
    return _sorted_out(grid, layout, _merged(grid.rows[index], grid.rows[last]), last)


def _heading_row(rows: Sequence[GridRow], spellings: dict[str, str]) -> int | None:
    counts = [
        sum(1 for raw in row.cells if _folded(raw) in spellings or _is_unwanted(raw))
        for row in rows[:SEARCHED_ROWS]
    ]
    if not counts or max(counts) == 0:
        return None
    return counts.index(max(counts))


def _is_all_headings(row: GridRow, spellings: dict[str, str]) -> bool:
    filled = [raw for raw in row.cells if not is_empty(raw)]
    return len(filled) > 1 and all(_folded(raw) in spellings for raw in filled)


def _folded(raw: Raw) -> str:
    return fold(clean(raw).text) if isinstance(raw, str) else ""


def _is_unwanted(raw: Raw) -> bool:
    return isinstance(raw, str) and unwanted_subject(clean(raw).text) is not None


def _merged(names: GridRow, labels: GridRow) -> GridRow:
    width = max(len(names.cells), len(labels.cells))
    cells = tuple(
        names.cells[place]
        if place < len(names.cells) and not is_empty(names.cells[place])
        else labels.cells[place]
        for place in range(width)
    )
    return GridRow(labels.number, cells)


def _sorted_out(grid: Grid, layout: Layout, row: GridRow, last: int) -> Headings:
    sorting = _Sorting(grid, row, layout.spellings())
    for place, raw in enumerate(row.cells):
        if not is_empty(raw):
            sorting.take(place, clean(str(raw)).text)
    sorting.require(layout)
    return Headings(
        last,
        sorting.places,
        sorting.labels,
        tuple(sorting.dropped),
        tuple(sorting.ignored),
        tuple(sorting.problems),
    )


class _Sorting:
    def __init__(self, grid: Grid, row: GridRow, spellings: dict[str, str]) -> None:
        self.grid, self.row, self.spellings = grid, row, spellings
        self.places: dict[str, int] = {}
        self.labels: dict[str, str] = {}
        self.dropped: list[Dropped] = []
        self.ignored: list[str] = []
        self.problems: list[Problem] = []

    def take(self, place: int, heading: str) -> None:
        folded = fold(heading)
        name = self.spellings.get(folded)
        if name is not None:
            self._known(place, heading, name)
        elif (subject := unwanted_subject(heading)) is not None:
            self.dropped.append(Dropped(heading, place, subject))
        elif folded in _WHOLE_NAMES and "family_name" in self.spellings.values():
            self._fault(
                "name_in_one",
                Text("The column %(heading)s holds the whole name in one.", {"heading": heading}),
                Text("Give family name and given name a column each, as in the passport."),
                heading,
            )
        elif folded != PROBLEM_COLUMN:
            self.ignored.append(heading)

    def _known(self, place: int, heading: str, name: str) -> None:
        if name in self.places:
            self._fault(
                "heading_twice",
                Text(
                    "Two columns mean the same: %(first)s and %(second)s.",
                    {"first": self.labels[name], "second": heading},
                ),
                Text("Keep one of them."),
                heading,
            )
            return
        self.places[name], self.labels[name] = place, heading

    def require(self, layout: Layout) -> None:
        for column in layout.columns:
            if column.required and column.name not in self.places:
                self._fault(
                    "column_missing",
                    Text("The column %(heading)s is missing.", {"heading": column.headings["en"]}),
                    Text("Add it; the template has it under the name %(name)s.", {"name": column.name}),
                    column.name,
                )

    def _fault(self, code: str, message: Text, cure: Text, heading: str) -> None:
        self.problems.append(
            Problem(code, message, cure, self.grid.file, self.grid.sheet, self.row.number, heading)
        )
