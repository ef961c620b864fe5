"""The file back with a column "Problem": what the partner sent, without what must not be here."""

from collections.abc import Callable, Iterator, Sequence

from passerelle.domain.intake.grid import CellError, Formula, Grid, Raw
from passerelle.domain.intake.headings import Dropped
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.gateways.sheets_out import Exported

HEADING = "Problem"
Row = Sequence[Exported]


def with_problems(
    grid: Grid,
    problems: Sequence[Problem],
    dropped: Sequence[Dropped],
    *,
    translate: Callable[[Text], str] = str,
) -> Iterator[Row]:
    """The rows as they came, each followed by its problems; the first of them is the heading row.

    Columns that were dropped come back empty of values and of heading, since nobody should pass them on.
    """
    left_out = {column.column for column in dropped}
    said: dict[int, list[str]] = {}
    for problem in problems:
        said.setdefault(problem.row or 0, []).append(_sentence(problem, translate))
    width = max((len(row.cells) for row in grid.rows), default=0)
    for place, row in enumerate(grid.rows):
        cells = [_shown(raw) for raw in row.cells] + [None] * (width - len(row.cells))
        kept = [cell for column, cell in enumerate(cells) if column not in left_out]
        words = [HEADING] if place == 0 else []
        yield [*kept, "; ".join([*words, *said.get(row.number, []), *(said.get(0, []) if place == 0 else [])])]


def _sentence(problem: Problem, translate: Callable[[Text], str]) -> str:
    column = f"{problem.column}: " if problem.column else ""
    hint = f" {translate(problem.hint)}" if problem.hint else ""
    return f"{column}{translate(problem.message)}{hint}"


def _shown(raw: Raw) -> Exported:
    if isinstance(raw, Formula | CellError):
        return raw.text
    return raw if raw is None or isinstance(raw, str | int | float) else str(raw)
