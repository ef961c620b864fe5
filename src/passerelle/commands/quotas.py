"""``passerelle quotas``: make a seed and its hash; recompute a published draw from its sheet."""

import csv
import json
import secrets
from pathlib import Path
from typing import Any

import click

from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit
from passerelle.commands.files import source
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.sheet import sheet_faults
from passerelle.domain.quotas.lottery import commitment as hash_of
from passerelle.domain.quotas.lottery import draw_faults


@click.group()
def quotas() -> None:
    """Quotas: a seed to publish, and the check of a published draw."""


@quotas.command()
@json_option
@run_or_exit
def seed(as_json: bool) -> None:
    """A fresh seed and its hash: publish the hash, keep the seed until the draw."""
    fresh = secrets.token_hex(20)
    if as_json:
        answer({"seed": fresh, "commitment": hash_of(fresh)})
    else:
        click.echo(f"seed        {fresh}\ncommitment  {hash_of(fresh)}")


@quotas.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--seed", "shown", help="The seed shown after the draw; a sheet holds it.")
@click.option("--commitment", help="The hash published before the draw; a sheet holds it.")
@json_option
@run_or_exit
def verify(file: Path, shown: str | None, commitment: str | None, as_json: bool) -> None:
    """Recompute a draw; exit 1 when it does not hold.

    FILE is the sheet of a draw (JSON, from the allotment's page), by whatever rule. Or it is the order of a
    plain lottery (CSV, column ``applicant``) with --seed and --commitment.
    """
    text = source(file).content.decode("utf-8-sig")
    if text.lstrip().startswith("{"):
        count, faults = _sheet(file, text, shown, commitment)
    else:
        count, faults = _order(text, shown, commitment)
    if as_json:
        answer({"ok": not faults, "applicants": count, "faults": faults})
    else:
        click.echo(f"{count} applicants: {'holds' if not faults else 'does not hold: ' + ', '.join(faults)}")
    leave(Exit.REFUSED if faults else Exit.DONE)


def _sheet(file: Path, text: str, shown: str | None, commitment: str | None) -> tuple[int, list[str]]:
    """A sheet against itself, and against the seed and hash that somebody read elsewhere."""
    try:
        sheet: dict[str, Any] = json.loads(text)
        faults = sheet_faults(sheet)
    except (ValueError, KeyError, TypeError) as wrong:
        message = Text(
            "%(file)s is not the sheet of a draw: %(wrong)s.", {"file": file.name, "wrong": str(wrong)}
        )
        hint = Text("Take the sheet from the allotment's page, unchanged.")
        raise Refused([Problem("not_a_sheet", message, hint, file=str(file))]) from None
    if shown is not None and shown != sheet["seed"]:
        faults.append("seed")
    if commitment is not None and commitment.lower() != sheet["commitment"]:
        faults.append("published_commitment")
    return len(sheet["lines"]), faults


def _order(text: str, shown: str | None, commitment: str | None) -> tuple[int, list[str]]:
    if shown is None or commitment is None:
        message = Text("The order of a lottery is checked with its seed and hash.")
        raise Refused([Problem("seed_missing", message, Text("Add --seed and --commitment."))])
    order = [row["applicant"] for row in csv.DictReader(text.splitlines()) if row.get("applicant")]
    return len(order), draw_faults(shown, commitment.lower(), order)
