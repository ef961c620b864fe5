"""``passerelle verify``: recomputes a published run from its own files."""

from pathlib import Path

import click

from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit
from passerelle.commands.quiet import only_answers
from passerelle.domain.kernel.problems import MissingFile
from passerelle.domain.matching.published import verify as verify_files


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
@run_or_exit
def verify(folder: Path, as_json: bool) -> None:
    """Check feasibility, value and bound of the run in FOLDER; exit 1 when it does not hold."""
    if not folder.is_dir():
        raise MissingFile(f"{folder}: there is no such folder")
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    with only_answers():
        verdict = verify_files(files)
    if as_json:
        answer(verdict)
    else:
        click.echo("holds" if verdict["ok"] else "does not hold")
        faults = verdict["faults"]
        for fault in faults if isinstance(faults, list) else ():
            click.echo(str(fault), err=True)
    leave(Exit.DONE if verdict["ok"] else Exit.REFUSED)
