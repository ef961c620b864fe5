"""``passerelle schemes``: list, show and check scheme files; only ``load`` needs the database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit
from passerelle.commands.late_load import WithLoad
from passerelle.domain.schemes.findings import Finding, refuses
from passerelle.domain.schemes.folder import content_of, find, load_folder, shipped_folder
from passerelle.domain.schemes.parse import check_bytes
from passerelle.domain.schemes.schema import json_schema_text
from passerelle.domain.schemes.scheme import Scheme
from passerelle.domain.schemes.writing import as_toml

_FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path), default=None, help="Folder of scheme files."
)


@click.group(cls=WithLoad, load_from="passerelle.commands.scheme_load")
def schemes() -> None:
    """Scheme files: list, show, check, load."""


@schemes.command("list")
@_FOLDER
@json_option
@run_or_exit
def list_(folder: Path | None, as_json: bool) -> None:
    """List the schemes of a folder."""
    found = load_folder(folder or shipped_folder()).values()
    if as_json:
        answer([_line(scheme) for scheme in found])
        return
    for scheme in found:
        mark = " (hypothetical)" if scheme.hypothetical else ""
        period = f"{scheme.start or 'unknown'} to {scheme.end or 'unknown'}"
        target = f"{scheme.target.value} {scheme.target.unit}" if scheme.target else "target unknown"
        click.echo(f"{scheme.code:14} {scheme.act.kind:11} {scheme.unit:13} {period:24} {target}{mark}")


@schemes.command()
@click.argument("code")
@_FOLDER
@json_option
@run_or_exit
def show(code: str, folder: Path | None, as_json: bool) -> None:
    """Show the whole file of a scheme, normalised."""
    scheme = find(load_folder(folder or shipped_folder()), code)
    if as_json:
        answer(scheme.normalised())
    else:
        click.echo(as_toml(scheme), nl=False)


@schemes.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@run_or_exit
def check(file: Path, as_json: bool) -> None:
    """Check a scheme file: file, line, key, what is wrong, what would be right."""
    findings = check_bytes(content_of(file), str(file), on=datetime.now(UTC).date())
    refused = refuses(findings)
    if as_json:
        answer({"ok": not refused, "findings": [one.as_dict() for one in findings]})
    else:
        for one in findings:
            click.echo(_sentence(one))
        click.echo("Not accepted." if refused else "Accepted.")
    if refused:
        leave(Exit.REFUSED)


@schemes.command()
def schema() -> None:
    """Print the JSON Schema of a scheme file."""
    click.echo(json_schema_text(), nl=False)


def _line(scheme: Scheme) -> dict[str, Any]:
    target = scheme.target
    return {
        "code": scheme.code,
        "name": scheme.name,
        "parties": [
            {"name": party.name, "country": party.country, "roles": list(party.roles)}
            for party in scheme.parties
        ],
        "start": scheme.start,
        "end": scheme.end,
        "unit": scheme.unit,
        "tracks": [track.id for track in scheme.tracks],
        "target": target
        and {"value": target.value, "unit": target.unit, "from": target.since, "source": target.source},
        "version": scheme.version,
        "act": scheme.act.kind,
        "hypothetical": scheme.hypothetical,
    }


def _sentence(one: Finding) -> str:
    expected = f" {one.expected}" if one.expected else ""
    return f"{one.file}:{one.line}: {one.severity} {one.code} {one.key}: {one.message}{expected}"
