"""``passerelle qualifications``: national qualifications with their EQF levels, as published and loaded."""

from datetime import datetime
from pathlib import Path

import click

import passerelle.commands.database_access  # noqa: F401  # starts Django before settings are read

# isort: split
from django.conf import settings

from passerelle.actions.classifications.qualifications import Kept, keep_tables
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.kernel.problems import MissingFile
from passerelle.domain.recognition.levels import LevelChange, NationalQualification, changes
from passerelle.gateways.qualifications import PublishedTable, read_tables
from passerelle.queries.classifications.qualifications import files_touched, tables_in_use
from passerelle.queries.classifications.qualifications import qualifications as loaded


@click.group()
def qualifications() -> None:
    """National qualifications beside EQF levels."""


@qualifications.command("load")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--dated", type=click.DateTime(["%Y-%m-%d"]), help="Day that the tables speak of, where stated.")
@click.option("--preview", is_flag=True, help="Show the effect and keep nothing.")
@json_option
@run_or_exit
def load_(folder: Path | None, dated: datetime | None, preview: bool, as_json: bool) -> None:
    """Load the published tables of a folder (PASSERELLE_DATA without one), all of them or none.

    Each load of changed content is a release of its own. What recognition files hold already stays.
    """
    tables = read_tables(folder or Path(settings.REFERENCE_DATA))
    effects = [
        (one, changes(loaded(part=one.part), one.rows), files_touched(one.part, one.rows)) for one in tables
    ]
    kept = [] if preview else keep_tables(SYSTEM, tables, dated=dated.date() if dated else None)
    if as_json:
        answer({"kept": not preview, "tables": [_as_dict(*effect, kept) for effect in effects]})
        return
    for table, found, touched in effects:
        _say(table, found, touched, kept)


@qualifications.command("list")
@click.option("--country", default="", help="Two letters, such as MA.")
@json_option
@run_or_exit
def list_(country: str, as_json: bool) -> None:
    """List the rows in use; an EQF level that is not published stays unknown."""
    tables = tables_in_use()
    if not tables:
        raise MissingFile("tables of qualifications; load them: passerelle qualifications load FOLDER")
    rows = loaded(country.upper())
    if as_json:
        answer(
            {
                "tables": [
                    {"part": one.part, "release": one.release, "dated": one.dated, "loaded_at": one.loaded_at}
                    for one in tables
                ],
                "qualifications": [_row(one) for one in rows],
            }
        )
        return
    for row in rows:
        click.echo(f"{row.country}  {row.title}  {row.national_level or '?'}  EQF {row.eqf or 'unknown'}")


def _row(row: NationalQualification) -> dict[str, object]:
    return {
        "country": row.country,
        "title": row.title,
        "national_level": row.national_level or None,
        "eqf": row.eqf,
        "source": row.source,
    }


def _as_dict(
    table: PublishedTable, found: list[LevelChange], touched: int, kept: list[Kept]
) -> dict[str, object]:
    release = next((one for one in kept if one.part == table.part), None)
    return {
        "part": table.part,
        "file": table.file,
        "rows": len(table.rows),
        "passed_over": table.passed_over,
        "changes": [
            {
                "country": one.country,
                "title": one.title,
                "before": _level(one.before),
                "after": _level(one.after),
            }
            for one in found
        ],
        "files_touched": touched,
        "release": release.release if release else None,
        "new": release.is_new if release else None,
    }


def _say(table: PublishedTable, found: list[LevelChange], touched: int, kept: list[Kept]) -> None:
    new = sum(one.before is None for one in found)
    gone = sum(one.after is None for one in found)
    click.echo(
        f"{table.part} ({table.file}): {len(table.rows)} rows, {table.passed_over} passed over; "
        f"{new} new, {gone} gone, {len(found) - new - gone} changed; {touched} open recognition files concerned"
    )
    for one in found:
        if one.before is not None:
            click.echo(f"  {one.country}  {one.title}: {_level(one.before)} → {_level(one.after)}")
    for one_kept in (one for one in kept if one.part == table.part):
        click.echo(
            f"  release {one_kept.release}" + ("" if one_kept.is_new else ": already in use, nothing changed")
        )


def _level(row: NationalQualification | None) -> str:
    if row is None:
        return "not listed"
    return f"national {row.national_level or 'unknown'}, EQF {row.eqf or 'unknown'}"
