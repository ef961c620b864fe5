"""``passerelle database``: bring the database to the shape that this version needs."""

from io import StringIO

import click
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import passerelle.commands.database_access  # noqa: F401  # before anything that knows a model
from passerelle.commands.answers import answer, json_option, run_or_exit


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
    waiting = _waiting()
    call_command("migrate", interactive=False, verbosity=0)
    if as_json:
        answer({"applied": waiting, "engine": connection.vendor})
        return
    click.echo(f"{len(waiting)} migrations applied." if waiting else "The database is up to date.")


def _waiting() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]
