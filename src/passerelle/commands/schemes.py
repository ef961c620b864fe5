"""``passerelle schemes``: list, show and check scheme files; only ``load`` needs the database."""

import importlib
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click

from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.findings import Finding, refuses
from passerelle.domain.schemes.folder import content_of, find, load_folder, shipped_folder
from passerelle.domain.schemes.parse import check_bytes
from passerelle.domain.schemes.schema import json_schema_text
from passerelle.domain.schemes.scheme import Scheme
from passerelle.domain.schemes.writing import as_toml

_P = ParamSpec("_P")
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
_FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path), default=None, help="Folder of scheme files."
)


def _exits(command: Callable[_P, None]) -> Callable[_P, None]:
    """A refusal exits with 1, a missing file with 2; both are told on standard error."""

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except Refused as refused:
            _tell(refused.problems, as_json=bool(kwargs.get("as_json")))
            sys.exit(1)
        except MissingFile as missing:
            _tell([_missing(missing)], as_json=bool(kwargs.get("as_json")))
            sys.exit(2)

    return run


class _WithLoad(click.Group):
    """Adds ``load``, which is fetched only when it is asked for: the other commands start without Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "load"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "load":
            return super().get_command(ctx, cmd_name)
        found = importlib.import_module("passerelle.commands.scheme_load").load
        return found if isinstance(found, click.Command) else None


@click.group(cls=_WithLoad)
def schemes() -> None:
    """Scheme files: list, show, check, load."""


@schemes.command("list")
@_FOLDER
@_JSON
@_exits
def list_(folder: Path | None, as_json: bool) -> None:
    """List the schemes of a folder."""
    found = load_folder(folder or shipped_folder()).values()
    if as_json:
        _print_json([_line(scheme) for scheme in found])
        return
    for scheme in found:
        mark = " (hypothetical)" if scheme.hypothetical else ""
        period = f"{scheme.start or 'unknown'} to {scheme.end or 'unknown'}"
        target = f"{scheme.target.value} {scheme.target.unit}" if scheme.target else "target unknown"
        click.echo(f"{scheme.code:14} {scheme.act.kind:11} {scheme.unit:13} {period:24} {target}{mark}")


@schemes.command()
@click.argument("code")
@_FOLDER
@_JSON
@_exits
def show(code: str, folder: Path | None, as_json: bool) -> None:
    """Show the whole file of a scheme, normalised."""
    scheme = find(load_folder(folder or shipped_folder()), code)
    if as_json:
        _print_json(scheme.normalised())
    else:
        click.echo(as_toml(scheme), nl=False)


@schemes.command()
@click.argument("file", type=click.Path(path_type=Path))
@_JSON
@_exits
def check(file: Path, as_json: bool) -> None:
    """Check a scheme file: file, line, key, what is wrong, what would be right."""
    findings = check_bytes(content_of(file), str(file), on=datetime.now(UTC).date())
    refused = refuses(findings)
    if as_json:
        _print_json({"ok": not refused, "findings": [one.as_dict() for one in findings]})
    else:
        for one in findings:
            click.echo(_sentence(one))
        click.echo("Not accepted." if refused else "Accepted.")
    if refused:
        sys.exit(1)


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


def _missing(missing: MissingFile) -> Problem:
    return Problem("missing-file", Text("No such file or folder: %(path)s", {"path": str(missing)}))


def _tell(problems: Any, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"errors": [one.as_dict() for one in problems]}, ensure_ascii=False), err=True)
        return
    for one in problems:
        place = ":".join(str(part) for part in (one.file, one.row) if part is not None)
        hint = f" {one.hint}" if one.hint else ""
        click.echo(f"{place + ': ' if place else ''}{one.message}{hint}", err=True)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
