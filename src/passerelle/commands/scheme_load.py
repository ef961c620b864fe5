"""``passerelle schemes load``: keep a scheme file's text as its newest version."""

from pathlib import Path

import click

import passerelle.commands.database_access  # noqa: F401  # before anything that knows a model
from passerelle.actions.schemes.load import load_scheme
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.findings import Finding
from passerelle.domain.schemes.folder import content_of
from passerelle.domain.schemes.reading import decoded


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@run_or_exit
def load(file: Path, as_json: bool) -> None:
    """Load a scheme file into the database; nothing changes when it says what is already there."""
    text = decoded(content_of(file), str(file))
    if isinstance(text, Finding):
        raise Refused([text.as_problem()])
    loaded = load_scheme(SYSTEM, text, file=str(file))
    if as_json:
        answer(loaded.as_dict())
        return
    done = "created" if loaded.created else "changed" if loaded.changed else "unchanged"
    click.echo(f"{file}: {done}, version {loaded.version}.")
