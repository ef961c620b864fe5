"""``passerelle shortages``: load published shortage lists, and show what is loaded."""

from pathlib import Path

import click

import passerelle.commands.database_access  # noqa: F401  # starts Django before settings are read

# isort: split
from django.conf import settings
from django.db.models import Count

from passerelle.actions.employers.shortages import load_shortages
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.classifications.isco import title
from passerelle.gateways.shortage_lists import read_shortages
from passerelle.gateways.typed_shortages import read_typed_list
from passerelle.records.employers.models import Shortage


@click.group()
def shortages() -> None:
    """Shortage lists and guarded occupations: load, list, show."""


@shortages.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@json_option
@run_or_exit
def load(file: Path | None, as_json: bool) -> None:
    """Load a list from FILE, or the lists of PASSERELLE_DATA; a second call changes nothing.

    FILE is a CSV with kind (shortage or guarded), list_version, isco, country, source, and region, op (add or
    remove), valid_from, valid_to, title where published. Every row names its source.
    """
    folder = Path(settings.REFERENCE_DATA) / "shortages"
    rows = read_typed_list(file) if file else read_shortages(folder)
    done = load_shortages(SYSTEM, rows)
    if as_json:
        answer(done)
    else:
        click.echo(f"{done['created']} rows loaded, {done['unchanged']} unchanged.")


@shortages.command(name="list")
@json_option
@run_or_exit
def list_(as_json: bool) -> None:
    """The lists that are loaded, with the number of rows."""
    rows = Shortage.objects.values("kind", "list_version", "country", "confirmed")
    counted = list(rows.annotate(rows=Count("pk")).order_by("kind", "list_version", "country"))
    if as_json:
        answer(counted)
        return
    for row in counted:
        state = "confirmed" if row["confirmed"] else "not confirmed"
        click.echo(f"{row['kind']}  {row['list_version']}  {row['country']}  {row['rows']}  {state}")


@shortages.command()
@click.argument("isco")
@json_option
@run_or_exit
def show(isco: str, as_json: bool) -> None:
    """The rows about an occupation: an ISCO-08 code or its beginning."""
    fields = ("kind", "list_version", "isco", "country", "region", "op", "valid_from", "valid_to", "source")
    rows = list(Shortage.objects.filter(isco__startswith=isco).values(*fields, "confirmed"))
    if as_json:
        answer([{**row, "title": title(row["isco"])} for row in rows])
        return
    if not rows:
        click.echo(f"No list says anything about {isco}. Lists that are loaded: passerelle shortages list.")
    for row in rows:
        place = row["region"] or row["country"]
        click.echo(f"{row['isco']} {title(row['isco'])}: {row['list_version']}, {place}")
