"""``passerelle match CODE`` and ``match explain R-...``: the matching of a scheme on the database."""

from datetime import datetime
from typing import Any

import click

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.matching.request_run import request_run
from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit
from passerelle.commands.match_folder import as_dict, sentences
from passerelle.commands.quiet import only_answers
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.matching.confirmed_changes import confirmed_changes
from passerelle.queries.matching.reasons import pair_reasons
from passerelle.records.selection.models import Run

_EXITS = {"optimal": Exit.DONE, "infeasible": Exit.CLASH, "stopped": Exit.STOPPED}


@click.command("on-database")
@click.argument("code")
@click.option("--seed", type=click.IntRange(0), default=0, help="Same seed, same digest.")
@click.option(
    "--objective", type=click.Choice(["score", "placements-then-score"]), help="Default: the scheme's."
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the run; default: today.")
@click.option("--without", multiple=True, help="A rule or requirement to leave out; may be repeated.")
@json_option
@run_or_exit
def match_database(
    code: str, seed: int, objective: str | None, on: datetime | None, without: tuple[str, ...], as_json: bool
) -> None:
    """Run the matching of the scheme CODE on the database and keep the run."""
    settings = {
        "seed": seed,
        "objective": objective,
        "on": on.date().isoformat() if on else None,
        "dropped": list(without),
    }
    run = _run(code, settings)
    if run.state != Run.State.READY:
        raise Refused([Problem(f"run_{run.state}", Text("%(fault)s", {"fault": run.fault or run.state}))])
    if as_json:
        answer({"run": run.number, "ordinal": run.ordinal, **run.summary})
    else:
        _tell(run)
    leave(_EXITS[run.summary["status"]])


def _run(code: str, settings: dict[str, Any]) -> Run:
    try:
        waiting = request_run(SYSTEM, code, settings=settings)
    except NotPermitted as unknown:
        message = Text("There is no scheme %(code)s here.", {"code": code[:60]})
        hint = Text("List them: passerelle schemes list.")
        raise Refused([Problem("unknown-scheme", message, hint)]) from unknown
    with only_answers():
        return carry_out(waiting.number)


def _tell(run: Run) -> None:
    summary = run.summary
    click.echo(
        f"{run.scheme.code} run {run.ordinal} ({run.number}): {summary['placed']} of "
        f"{summary['places']} places, status {summary['status']}, {summary['seconds']:g} s"
    )
    if summary["clash"]:
        click.echo("These rules cannot all be met; drop one of them: " + ", ".join(summary["clash"]))
    else:
        click.echo(f"value {summary['value']:g} of at most {summary['bound']:g} (gap {summary['gap']:g})")


@click.command("explain-on-database")
@click.argument("run")
@click.argument("candidate")
@click.argument("vacancy")
@click.option("--confirm", is_flag=True, help="Put the changes to reruns: slower, and sure.")
@json_option
@run_or_exit
def explain_database(run: str, candidate: str, vacancy: str, confirm: bool, as_json: bool) -> None:
    """Say why a CANDIDATE of a RUN is or is not proposed for a VACANCY."""
    try:
        asked = (run, candidate.upper(), vacancy.upper())
        found = as_dict(pair_reasons(SYSTEM, *asked), confirmed=confirm)
        if confirm:
            moves = confirmed_changes(SYSTEM, *asked)
            sure = {who: move and {"change": str(move), "sure": True} for who, move in moves.items()}
            found["cheapest"] = sure
    except NotPermitted as unknown:
        raise Refused([Problem("unknown-run", Text("There is no run %(run)s.", {"run": run}))]) from unknown
    if as_json:
        answer(found)
        return
    for line in sentences(found):
        click.echo(line)
