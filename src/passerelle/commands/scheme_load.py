"""``passerelle schemes load``: keep a scheme file's text as its newest version."""

from pathlib import Path

import click

import passerelle.commands.database_access  # noqa: F401  # before anything that knows a model
from passerelle.actions.schemes.load import load_scheme
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.journey.version_effect import SAME
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.findings import Finding
from passerelle.domain.schemes.folder import content_of
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.domain.schemes.reading import decoded
from passerelle.queries.programme.version_effect import EffectLine, touches, version_effect


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Keep the file although it would change something for open cases.")
@json_option
@run_or_exit
def load(file: Path, yes: bool, as_json: bool) -> None:
    """Load a scheme file into the database; nothing changes when it says what is already there.

    Where open cases would be touched once they are moved, the effect is shown first and --yes is asked.
    """
    text = decoded(content_of(file), str(file))
    if isinstance(text, Finding):
        raise Refused([text.as_problem()])
    lines = version_effect(SYSTEM, parse_scheme(text, str(file)))
    if touches(lines) and not yes:
        raise Refused([_problem(line) for line in lines if line.effect.code != SAME])
    loaded = load_scheme(SYSTEM, text, file=str(file))
    if as_json:
        answer(loaded.as_dict())
        return
    done = "created" if loaded.created else "changed" if loaded.changed else "unchanged"
    click.echo(f"{file}: {done}, version {loaded.version}.")


def _problem(line: EffectLine) -> Problem:
    """What the new file means for the cases at one stage."""
    facts = {
        "cases": line.cases,
        "stage": line.stage,
        "track": line.track,
        "version": line.version,
        "names": ", ".join(line.effect.names),
    }
    message = Text(
        "%(cases)s open cases at %(stage)s (track %(track)s, version %(version)s): %(names)s.", facts
    )
    hint = Text("They stay on their version until moved. Load with --yes to keep the file.")
    return Problem(line.effect.code, message, hint, file=None)
