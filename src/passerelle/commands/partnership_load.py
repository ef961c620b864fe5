"""``passerelle partnerships load``: keep what partnership files publish."""

from pathlib import Path

import click

import passerelle.commands.database_access  # noqa: F401  # before anything that knows a model
from passerelle.actions.portfolio.load import Loaded, load_partnership
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
    """Load a partnership file into the database; what it said before is renewed, what was added here stays."""
    loaded = load_file(file)
    if as_json:
        answer(loaded.as_dict())
        return
    done = "created" if loaded.created else "changed" if loaded.changed else "unchanged"
    click.echo(f"{file}: {done}, schemes linked: {loaded.schemes}.")
    for row, field in loaded.conflicts:
        click.echo(f"  {row} {field}: changed on the pages, and the file says otherwise; the change stays.")


def load_file(file: Path) -> Loaded:
    """Load one file; raises ``MissingFile`` or ``Refused``."""
    text = decoded(content_of(file), str(file))
    if isinstance(text, Finding):
        raise Refused([text.as_problem()])
    return load_partnership(SYSTEM, text, file=str(file))
