"""``passerelle database``: bring the database to the shape that this version needs."""

from io import StringIO

import click
from django.core.management import call_command
from django.db import connection

import passerelle.commands.database_access  # noqa: F401  # before anything that knows a model
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.commands.schema import bring_up_to_date


@click.group()
def database() -> None:
    """The database: migrate."""


@database.command()
@json_option
@run_or_exit
def migrate(as_json: bool) -> None:
    """Apply what is missing; a second call does nothing."""
    # A fault raises; that there is none need not be said.
    call_command("check", database=["default"], tags=["models", "database"], stdout=StringIO())
    lacked = bring_up_to_date()
    if as_json:
        answer({"applied": lacked, "engine": connection.vendor})
        return
    click.echo(f"{len(lacked)} migrations applied." if lacked else "The database is up to date.")
