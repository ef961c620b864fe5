"""``passerelle partnerships``: list, show and check partnership files; only ``load`` needs the database."""

from pathlib import Path

import click

from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit
from passerelle.commands.late_load import WithLoad
from passerelle.domain.portfolio.areas import KEY_AREAS
from passerelle.domain.portfolio.folder import check_bytes, find, load_folder, shipped_folder
from passerelle.domain.portfolio.partnership import Partnership
from passerelle.domain.schemes.findings import refuses
from passerelle.domain.schemes.folder import content_of
from passerelle.domain.schemes.writing import toml_of

_FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path), default=None, help="Folder of partnership files."
)


@click.group(cls=WithLoad, load_from="passerelle.commands.partnership_load")
def partnerships() -> None:
    """Partnership files: list, show, check, load."""


@partnerships.command("list")
@_FOLDER
@json_option
@run_or_exit
def list_(folder: Path | None, as_json: bool) -> None:
    """List the partnerships of a folder."""
    found = load_folder(folder or shipped_folder()).values()
    if as_json:
        answer([_line(one) for one in found])
        return
    for one in found:
        areas = ", ".join(f"{area} {count}" for area, count in _by_area(one).items())
        click.echo(f"{one.code:12} {one.country} {one.status:13} since {one.since or 'unknown':8} {areas}")


@partnerships.command()
@click.argument("code")
@_FOLDER
@json_option
@run_or_exit
def show(code: str, folder: Path | None, as_json: bool) -> None:
    """Show the whole file of a partnership, normalised."""
    values = find(load_folder(folder or shipped_folder()), code).normalised()
    if as_json:
        answer(values)
    else:
        click.echo(toml_of(values), nl=False)


@partnerships.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@run_or_exit
def check(file: Path, as_json: bool) -> None:
    """Check a partnership file: file, line, key, what is wrong, what would be right."""
    findings = check_bytes(content_of(file), str(file))
    refused = refuses(findings)
    if as_json:
        answer({"ok": not refused, "findings": [one.as_dict() for one in findings]})
    else:
        for one in findings:
            expected = f" {one.expected}" if one.expected else ""
            click.echo(f"{one.file}:{one.line}: {one.severity} {one.code} {one.key}: {one.message}{expected}")
        click.echo("Not accepted." if refused else "Accepted.")
    if refused:
        leave(Exit.REFUSED)


def _by_area(one: Partnership) -> dict[str, int]:
    return {area: sum(action.area == area for action in one.actions) for area in KEY_AREAS}


def _line(one: Partnership) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "country": one.country,
        "status": one.status,
        "since": one.since,
        "objectives": len(one.objectives),
        "actions": _by_area(one),
        "roundtables": [meeting.on for meeting in one.roundtables],
        "schemes": list(one.schemes),
        "version": one.version,
    }
