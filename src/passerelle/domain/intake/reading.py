"""A whole list read: entries with typed values, and every fault with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from passerelle.domain.intake.cells import CellContext, read_cell
from passerelle.domain.intake.codes import KnownCodes
from passerelle.domain.intake.columns import Kind, Layout, Value
from passerelle.domain.intake.cross_checks import Entry, check_entries
from passerelle.domain.intake.date_cells import day_comes_first
from passerelle.domain.intake.faults import Fault
from passerelle.domain.intake.grid import Grid, GridRow, Raw, is_empty
from passerelle.domain.intake.headings import Dropped, Headings, read_headings
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

MOST_FAULTS = 50_000  # beyond it the list is of another kind, and memory matters more


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list says. ``problems`` block it as a whole; ``notes`` are things to look at."""

    layout: Layout
    columns: tuple[str, ...] = ()  # machine names of the columns that the list has
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(slots=True)
class _Findings:
    grid: Grid
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def add(self, target: list[Problem], fault: Fault, row: int, column: str) -> None:
        target.append(
            Problem(fault.code, fault.message, fault.cure, self.grid.file, self.grid.sheet, row, column)
        )

    @property
    def is_full(self) -> bool:
        return len(self.problems) + len(self.notes) >= MOST_FAULTS


def read_list(grid: Grid, layout: Layout, codes: KnownCodes, *, today: date) -> Reading:
    """Read every row of a list; ``today`` bounds birth dates. Faults carry sheet, row, column and cure."""
    headings = read_headings(grid, layout)
    if headings is None:
        return Reading(layout, problems=(*grid.problems, _no_headings(grid)), notes=grid.notes)
    findings = _Findings(grid, [*grid.problems, *headings.problems], [*grid.notes, *headings.notes])
    rows = [row for row in grid.rows[headings.row + 1 :] if not all(is_empty(raw) for raw in row.cells)]
    context = CellContext(codes, today, _orders(rows, headings, layout))
    entries = tuple(_entries(rows, headings, layout, context, findings))
    if not rows:
        findings.problems.append(_no_rows(grid))
    raws = {
        name: list(_column(rows, headings.places[name]))
        for name in (layout.key, "sex")
        if name in headings.places
    }
    crossed = check_entries(entries, layout, headings.labels, raws)
    for target, found in ((findings.problems, crossed.problems), (findings.notes, crossed.notes)):
        for fault, row, column in found:
            findings.add(target, fault, row, column)
    return Reading(
        layout,
        tuple(column.name for column in layout.columns if column.name in headings.places),
        entries,
        tuple(sorted(findings.problems, key=_by_row)),
        tuple(sorted(findings.notes, key=_by_row)),
        headings.dropped,
        headings.ignored,
    )


def _by_row(problem: Problem) -> int:
    return problem.row or 0


def _entries(
    rows: list[GridRow], headings: Headings, layout: Layout, context: CellContext, findings: _Findings
) -> Iterator[Entry]:
    columns = [
        (column.name, column.kind, column.required, headings.places[column.name])
        for column in layout.columns
        if column.name in headings.places
    ]
    for row in rows:
        if findings.is_full:
            findings.problems.append(_too_many_faults(findings.grid, row.number))
            return
        values: dict[str, Value] = {}
        for name, kind, required, place in columns:
            raw = row.cells[place] if place < len(row.cells) else None
            values[name] = _value(
                raw, kind, context, findings, (row.number, name, headings.labels[name], required)
            )
        yield Entry(row.number, values)


def _value(
    raw: Raw, kind: Kind, context: CellContext, findings: _Findings, where: tuple[int, str, str, bool]
) -> Value:
    row, name, label, required = where
    if is_empty(raw):
        if required:
            findings.add(findings.problems, _empty(), row, label)
        return None
    read = read_cell(raw, kind, context, column=name)
    for fault in read.faults:
        findings.add(findings.problems, fault, row, label)
    for note in read.notes:
        findings.add(findings.notes, note, row, label)
    return read.value


def _orders(rows: list[GridRow], headings: Headings, layout: Layout) -> Mapping[str, bool | None]:
    dates = [column.name for column in layout.columns if column.kind in (Kind.BIRTH, Kind.DATE)]
    return {
        name: day_comes_first(_column(rows, headings.places[name])) for name in dates if name in headings.places
    }


def _column(rows: list[GridRow], place: int) -> Iterator[Raw]:
    return (row.cells[place] if place < len(row.cells) else None for row in rows)


def _empty() -> Fault:
    return Fault("empty", Text("This cell must not be empty."), Text("Fill it in."))


def _no_headings(grid: Grid) -> Problem:
    return Problem(
        "no_headings",
        Text("No row among the first twenty holds headings that are known here."),
        Text("Start from the template, or name the columns as it does."),
        grid.file,
        grid.sheet,
    )


def _no_rows(grid: Grid) -> Problem:
    return Problem(
        "no_rows",
        Text("There is nothing below the headings."),
        Text("Fill in at least one row, and check that it is the right sheet."),
        grid.file,
        grid.sheet,
    )


def _too_many_faults(grid: Grid, row: int) -> Problem:
    return Problem(
        "too_many_faults",
        Text("Reading stopped at row %(row)s after %(most)s findings.", {"row": row, "most": MOST_FAULTS}),
        Text("Put the first ones right; the rest are probably of the same kind."),
        grid.file,
        grid.sheet,
        row,
    )
