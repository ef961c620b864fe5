"""The demonstration's table: one row per scheme, and a legend."""

from collections.abc import Sequence

import click

from passerelle.queries.programme.demonstration import DemonstrationRow

HEADINGS = (
    "code", "act", "published: applied", "published: placed", "target", "people", "places", "result", "gap",
    "seconds",
)  # fmt: skip
RESULT = {"admission": "admitted", "shortlist": "shortlisted", "assignment": "placed", "pairing": "paired"}
LEGEND = (
    "published, target: as the scheme's sources state them; unknown: no source says. "
    "(*) synthetic: a size that no source publishes, or a result with invented people. "
    "Every person is invented in every row. "
    "gap: how far the result can be from the best possible, proven; 0 is the best possible. "
    "(h) hypothetical: a trial that no party agreed to."
)


def show_table(rows: Sequence[DemonstrationRow]) -> None:
    """Print the table and its legend."""
    lines = [HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    for line in lines:
        cells = [
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())
    click.echo()
    click.echo(click.wrap_text(LEGEND, 100))


def _cells(row: DemonstrationRow) -> tuple[str, ...]:
    return (
        f"{row.code} (h)" if row.hypothetical else row.code,
        row.act,
        _known(row.applicants_published),
        _known(row.placed_published),
        _known(row.target),
        _size(row.people, "people" in row.synthetic),
        _size(row.places, "places" in row.synthetic),
        _result(row),
        "unknown" if row.gap is None else f"{row.gap:.3%}" if row.gap else "0",
        "unknown" if row.seconds is None else f"{row.seconds:.1f}",
    )


def _known(value: object) -> str:
    if value is None:
        return "unknown"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _size(value: int, is_synthetic: bool) -> str:
    return f"{value:,}(*)" if is_synthetic else f"{value:,}"


def _result(row: DemonstrationRow) -> str:
    if row.matched is None:
        return row.state
    return f"{row.matched:,}(*) {RESULT[row.act]}"
