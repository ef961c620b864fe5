"""``passerelle privacy``: the retention clock."""

from datetime import datetime

import click

import passerelle.commands.database_access  # noqa: F401  # starts Django before models are read

# isort: split
from django.utils import timezone

from passerelle.actions.retention.expire import expire, preview_expiry
from passerelle.actions.retention.sweep import sweep_files
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text


@click.group()
def privacy() -> None:
    """What is kept about people, and what has run out."""


@privacy.command("expire")
@click.option("--preview", is_flag=True, help="Show what would be blanked and keep everything.")
@click.option("--yes", is_flag=True, help="Blank it. It cannot be brought back.")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="As if it were this day; only with --preview."
)
@json_option
@run_or_exit
def expire_(preview: bool, yes: bool, day: datetime | None, as_json: bool) -> None:
    """Blank every field whose purpose is over and remove its files; rows and counts stay.

    The worker does it every day; run it by hand after a backup was put back.
    """
    if preview == yes or (day and not preview):
        hint = Text("Give --preview to look (for any day with --on), or --yes to blank what is due today.")
        raise Refused([Problem("say_which", Text("Look, or do it?"), hint)])
    on = day.date() if day else timezone.localdate()
    found = preview_expiry(SYSTEM, on=on) if preview else expire(SYSTEM, on=on)
    swept = 0 if preview else sweep_files(now=timezone.now())
    rows = [
        {"model": model, "purpose": purpose, "rows": n} for (model, purpose), n in sorted(found.rows.items())
    ]
    files = {"files": found.files, "files_nobody_named": swept}
    if as_json:
        answer({"kept": preview, "on": on.isoformat(), "people": dict(found.people), "rows": rows, **files})
        return
    for one in rows:
        click.echo(f"{one['purpose']}  {one['model']}: {one['rows']} rows")
    if found.files or swept:
        click.echo(f"uploaded files: {found.files}; named by no record: {swept}")
    click.echo("nothing is due" if not rows else "nothing was changed" if preview else "blanked")
