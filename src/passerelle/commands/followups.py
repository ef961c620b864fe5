"""``passerelle followups``: load the weights of the survey of reintegration."""

from pathlib import Path

import click

import passerelle.commands.database_access  # noqa: F401  # before anything that knows a model
from passerelle.actions.followups.survey import load_weights
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.followups.weights import checked_weights
from passerelle.gateways.survey_weights import read_weights


@click.group()
def followups() -> None:
    """Follow-up: the weights of the survey of reintegration."""


@followups.group()
def weights() -> None:
    """Weights of a version of the survey, from a file that names its source."""


@weights.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@run_or_exit
def load(file: Path, as_json: bool) -> None:
    """Load the weights of FILE, whole or not at all; a second call changes nothing.

    FILE is a CSV (instrument, version, source, question, weight in every row) or a JSON object (instrument,
    version, source, weights by question). Every question has one weight and all sum to 1.
    """
    found = checked_weights(read_weights(file), file.name)
    made = load_weights(SYSTEM, found)
    if as_json:
        answer({"instrument": found.instrument, "version": found.version, "created": made})
    else:
        word = "loaded" if made else "unchanged"
        click.echo(f"{found.instrument} {found.version}: {len(found.by_question)} weights {word}.")
