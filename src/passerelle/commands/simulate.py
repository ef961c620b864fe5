"""``passerelle simulate``: what would happen to a scheme's people if its assumptions held."""

import json
import os
import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext

import click

from passerelle.commands.answers import answer, json_option, leave_as
from passerelle.commands.simulate_table import show
from passerelle.commands.simulation.scratch import scratch_database

CHILD = "passerelle.commands.simulation.child"


@click.command()
@click.argument("code")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Same seed, same digest.")
@click.option(
    "--to", type=click.Choice(["departure", "end"]), default="departure", show_default=True, help="How far."
)
@click.option(
    "--into", is_flag=True, help="Keep it in the installation's own database (never with real people)."
)
@json_option
def simulate(code: str, seed: int, to: str, into: bool, as_json: bool) -> None:
    """Take the invented people of the scheme CODE through its stages, in a scratch database.

    The result is hypothetical: every assumption that no source publishes is listed with it.
    """
    wish = {"code": code, "seed": seed, "to": to, "as_json": as_json}
    database: AbstractContextManager[dict[str, str]]
    database = nullcontext({}) if into else scratch_database(os.environ.get("DATABASE_URL"))
    with database as environment:
        done = subprocess.run(
            [sys.executable, "-m", CHILD],
            env={**os.environ, **environment},
            input=json.dumps(wish),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode:
        leave_as(done.returncode)
    found = json.loads(done.stdout)
    if as_json:
        answer(found)
    else:
        show(found)
