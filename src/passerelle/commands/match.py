"""``passerelle match``: a scheme's matching from files, and the explanation of any pair of a finished run."""

import importlib
import resource
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from passerelle.commands.answers import (
    Exit,
    answer,
    json_option,
    leave,
    must_be_free,
    run_or_exit,
    write_folder,
)
from passerelle.commands.files import source
from passerelle.commands.match_folder import explain_pair, sentences
from passerelle.domain.classifications import seed as built_in
from passerelle.domain.kernel.identifiers import read_number
from passerelle.domain.kernel.problems import MissingFile
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.match_files import read_people, read_vacancies
from passerelle.domain.matching.profiles import CandidateProfile, VacancyProfile
from passerelle.domain.matching.publish import files_of, proof_files, run_keys
from passerelle.domain.matching.run import run_with_plan
from passerelle.domain.schemes.folder import content_of
from passerelle.domain.schemes.parse import parse_bytes

_IN = click.Path(path_type=Path)
_EXITS = {"optimal": Exit.DONE, "infeasible": Exit.CLASH, "stopped": Exit.STOPPED}


class _FilesOrCode(click.Group):
    """``match --scheme ...`` runs on files, ``match explain`` explains; ``match CODE`` is the database's."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            return "on-database", _on_database("match_database"), args
        return super().resolve_command(ctx, args)


def _on_database(name: str) -> click.Command:
    """A command that knows the database, loaded only when it is called: file commands start without Django."""
    command: click.Command = getattr(importlib.import_module("passerelle.commands.match_database"), name)
    return command


@click.group(cls=_FilesOrCode, invoke_without_command=True)
@click.option("--scheme", type=_IN, help="TOML: the scheme's file.")
@click.option("--candidates", type=_IN, help="CSV: candidate, occupations, skills, languages, ...")
@click.option("--vacancies", type=_IN, help="CSV: vacancy, posts, employer, country, ...")
@click.option("--out", type=_IN, help="Folder for placements.csv, reasons.csv, run.json.")
@click.option("--seed", type=click.IntRange(0), default=0, help="Same seed, same digest.")
@click.option(
    "--objective", type=click.Choice(["score", "placements-then-score"]), help="Default: the scheme's."
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the run; default: today.")
@click.option("--force", is_flag=True, help="Replace the folder.")
@json_option
@click.pass_context
@run_or_exit
def match(
    ctx: click.Context,
    scheme: Path | None,
    candidates: Path | None,
    vacancies: Path | None,
    out: Path | None,
    seed: int,
    objective: str | None,
    on: datetime | None,
    force: bool,
    as_json: bool,
) -> None:
    """Match a scheme's candidates and vacancies, from files or (match CODE) on the database."""
    if ctx.invoked_subcommand is not None:
        return
    if not (scheme and candidates and vacancies and out):
        raise click.UsageError("Give --scheme, --candidates, --vacancies and --out, or the code of a scheme.")
    began = time.monotonic()
    must_be_free(out, force=force)
    people, groups = read_people(source(candidates))
    work = read_vacancies(source(vacancies))
    inputs = MatchInputs(
        scheme=parse_bytes(content_of(scheme), str(scheme)),
        candidates=people,
        vacancies=work,
        on=on.date() if on else _today(),
        groups=groups,
        isco_of=_groups_of(people, work),
        seed=seed,
        objective=objective,
    )
    _run(inputs, out, began=began, force=force, as_json=as_json)


def _groups_of(people: Sequence[CandidateProfile], work: Sequence[VacancyProfile]) -> dict[str, str]:
    """The ISCO-08 unit group of each ESCO occupation named, as far as the built-in part knows it."""
    named = {one.occupation for one in work} | {held for one in people for held in one.occupations or ()}
    return {uri: concept.isco for uri, concept in built_in.occupations().items() if uri in named}


def _today() -> date:
    return datetime.now(UTC).date()


def _run(inputs: MatchInputs, out: Path, *, began: float, force: bool, as_json: bool) -> None:
    plan, result = run_with_plan(inputs)
    figures = {"seconds": time.monotonic() - began, "peak_mb": _peak_mb()}
    write_folder(out, {**files_of(inputs, result, **figures), **proof_files(plan)}, force=force)
    keys = run_keys(inputs, result, **figures)
    if as_json:
        answer(keys)
    else:
        _tell(keys, out)
    leave(_EXITS[result.certificate.status])


def _tell(keys: dict[str, Any], out: Path) -> None:
    click.echo(f"{keys['scheme']}: {keys['placed']} of {keys['places']} places, status {keys['status']}")
    if keys["clash"]:
        click.echo("These rules cannot all be met; drop one of them: " + ", ".join(keys["clash"]))
    else:
        click.echo(f"value {keys['value']:g} of at most {keys['bound']:g} (gap {keys['gap']:g})")
    click.echo(f"written to {out}")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@match.command()
@click.argument("run", type=_IN)
@click.argument("candidate")
@click.argument("vacancy")
@click.option("--confirm", is_flag=True, help="Put the changes to reruns: slower, and sure.")
@json_option
@click.pass_context
@run_or_exit
def explain(ctx: click.Context, run: Path, candidate: str, vacancy: str, confirm: bool, as_json: bool) -> None:
    """Say why a CANDIDATE of a RUN (a folder, or a number R-...) is or is not proposed for a VACANCY."""
    if not run.is_dir():
        number = read_number(str(run))
        if number is not None:
            ctx.forward(_on_database("explain_database"), run=number)
            return
        raise MissingFile(f"{run}: neither the folder of a run nor the number of one (R-...)")
    found = explain_pair(run, candidate, vacancy, confirm=confirm)
    if as_json:
        answer(found)
        return
    for line in sentences(found):
        click.echo(line)
