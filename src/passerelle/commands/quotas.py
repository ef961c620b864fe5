"""``passerelle quotas verify``: recompute a published draw from its seed alone."""

import csv
from pathlib import Path

import click

from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit
from passerelle.commands.files import source
from passerelle.domain.quotas.lottery import draw_faults


@click.group()
def quotas() -> None:
    """Quotas: check a published lottery."""


@quotas.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--seed", required=True, help="The seed shown after the draw.")
@click.option("--commitment", required=True, help="The hash published before the draw.")
@json_option
@run_or_exit
def verify(file: Path, seed: str, commitment: str, as_json: bool) -> None:
    """Check FILE (CSV, column ``applicant``, in the order drawn) against seed and hash; exit 1 when wrong."""
    text = source(file).content.decode("utf-8-sig")
    order = [row["applicant"] for row in csv.DictReader(text.splitlines()) if row.get("applicant")]
    faults = draw_faults(seed, commitment.lower(), order)
    if as_json:
        answer({"ok": not faults, "applicants": len(order), "faults": faults})
    else:
        click.echo(
            f"{len(order)} applicants: {'holds' if not faults else 'does not hold: ' + ', '.join(faults)}"
        )
    leave(Exit.REFUSED if faults else Exit.DONE)
