"""How commands answer: data on standard output, messages on standard error, one exit code per outcome."""

import functools
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn, ParamSpec

import click

from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text

P = ParamSpec("P")


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    CLASH = 4
    STOPPED = 5


def answer(value: object) -> None:
    """Print the one JSON object of a command on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def tell(problems: Iterable[Problem], *, as_json: bool) -> None:
    """Print problems on standard error: sentences, or with ``--json`` the error object."""
    if as_json:
        click.echo(
            json.dumps({"errors": [problem.as_dict() for problem in problems]}, ensure_ascii=False), err=True
        )
        return
    for problem in problems:
        click.echo(_line(problem), err=True)


def _line(problem: Problem) -> str:
    place = ":".join(str(part) for part in (problem.file, problem.sheet, problem.row, problem.column) if part)
    hint = f" {problem.hint}" if problem.hint else ""
    return f"{place + ': ' if place else ''}{problem.message}{hint} [{problem.code}]"


def leave(code: Exit) -> NoReturn:
    """End the command with one of the exit codes."""
    leave_as(int(code))


def leave_as(code: int) -> NoReturn:
    """End the command as the process that did its work ended."""
    raise click.exceptions.Exit(code)


def run_or_exit(command: Callable[P, None]) -> Callable[P, None]:
    """Turn a refusal into exit 1 and a missing file into exit 2, with words on standard error."""

    @functools.wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> None:
        as_json = bool(options.get("as_json"))
        try:
            command(*args, **options)
        except Refused as refusal:
            tell(refusal.problems, as_json=as_json)
            leave(Exit.REFUSED)
        except MissingFile as missing:
            tell([Problem("missing", Text("%(what)s", {"what": str(missing)}))], as_json=as_json)
            leave(Exit.USAGE)

    return run


def must_be_free(folder: Path, *, force: bool) -> None:
    """Refuse an existing folder unless it may be replaced; call before long work."""
    if folder.exists() and not force:
        message = Text("The folder %(folder)s is already there.", {"folder": str(folder)})
        raise Refused([Problem("exists", message, Text("Name another folder, or add --force to replace it."))])


def write_folder(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write a folder whole or not at all: it is filled beside its place and moved there at the end."""
    must_be_free(folder, force=force)
    folder.parent.mkdir(parents=True, exist_ok=True)
    filling = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            (filling / name).write_bytes(content)
        filling.chmod(0o755)
        _exchange(filling, folder)
    except BaseException:
        shutil.rmtree(filling, ignore_errors=True)
        raise


def _exchange(filling: Path, folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
        os.rename(folder, old / folder.name)
        os.rename(filling, folder)
        shutil.rmtree(old, ignore_errors=True)
        return
    folder.unlink(missing_ok=True)
    os.rename(filling, folder)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option ``--json`` as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")(
        command
    )
