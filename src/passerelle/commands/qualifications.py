"""``passerelle qualifications``: national qualifications with their EQF levels, as published."""

import click

import passerelle.commands.database_access  # noqa: F401  # starts Django before settings are read

# isort: split
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.kernel.problems import MissingFile
from passerelle.gateways.qualifications import qualifications as published


@click.group()
def qualifications() -> None:
    """National qualifications beside EQF levels."""


@qualifications.command("list")
@click.option("--country", default="", help="Two letters, such as MA.")
@json_option
@run_or_exit
def list_(country: str, as_json: bool) -> None:
    """List the published rows; an EQF level that is not published stays unknown."""
    if not published():
        raise MissingFile("reference tables of qualifications (set PASSERELLE_DATA to the folder)")
    rows = [row for row in published() if not country or row.country == country.upper()]
    if as_json:
        answer(
            {
                "qualifications": [
                    {
                        "country": row.country,
                        "title": row.title,
                        "national_level": row.national_level or None,
                        "eqf": row.eqf,
                        "source": row.source,
                    }
                    for row in rows
                ]
            }
        )
        return
    for row in rows:
        click.echo(f"{row.country}  {row.title}  {row.national_level or '?'}  EQF {row.eqf or 'unknown'}")
