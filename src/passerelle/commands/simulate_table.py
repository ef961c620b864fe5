"""A simulation as a table for people, which says before anything else that it is hypothetical."""

from collections.abc import Mapping
from typing import Any

import click

HEADINGS = ("track", "stage", "entered", "left", "of those lost", "median days")


def show(found: Mapping[str, Any]) -> None:
    """Print the funnel, the outcomes and how many figures are assumed."""
    click.echo(
        f"HYPOTHETICAL: {found['scheme']}, seed {found['seed']}, {found['population']:,} invented "
        f"({found['unit']}), {found['from']} to {found['to']}"
    )
    lines = [HEADINGS, *map(_cells, found["funnel"])]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    for line in lines:
        cells = [
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())
    for word, counts in (
        ("outcomes", found["outcomes"]),
        ("open", found["open"]),
        ("held up", found["held_up"]),
    ):
        click.echo(f"{word}: " + (", ".join(f"{code} {count:,}" for code, count in counts.items()) or "none"))
    if found.get("follow_up_waves"):
        waves = ", ".join(f"{state} {count:,}" for state, count in found["follow_up_waves"].items())
        click.echo(f"follow-up waves: {waves}; months of pay stated: {found['months_of_pay']:,}")
    if found.get("by_table_only"):
        noted = ", ".join(f"{event} {count:,}" for event, count in found["by_table_only"].items())
        click.echo(f"recorded by the table only: {noted}")
    assumed = [one for one in found["assumptions"] if one["basis"] == "unpublished"]
    published = len(found["assumptions"]) - len(assumed)
    click.echo(f"{len(assumed)} figures are assumptions (unpublished), {published} are published; see --json.")
    click.echo(f"{found['seconds']} s, digest {found['digest']}")


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    days = "unknown" if row["median_days"] is None else f"{row['median_days']:g}"
    counts = (f"{row[name]:,}" for name in ("entered", "left", "dropped"))
    return (row["track"], row["stage"], *counts, days)
