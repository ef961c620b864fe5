"""``passerelle assign``: the bare solver, from files to a folder with its proof."""

import time
from dataclasses import replace
from pathlib import Path

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
from passerelle.commands.quiet import only_answers
from passerelle.domain.matching.clash import irreducible_clash
from passerelle.domain.matching.graph import Sense, Solution
from passerelle.domain.matching.instance import Instance, read_instance
from passerelle.domain.matching.rule_prices import RulePrice, Settings, rule_prices
from passerelle.domain.matching.run_files import json_file, placements_file, prices_csv, run_keys

_EXITS = {"optimal": Exit.DONE, "infeasible": Exit.CLASH, "stopped": Exit.STOPPED}
_IN = click.Path(path_type=Path)


@click.command()
@click.option("--pairs", type=_IN, required=True, help="CSV: candidate, post, score, other columns.")
@click.option("--posts", type=_IN, required=True, help="CSV: post, places, other columns.")
@click.option("--candidates", type=_IN, help="CSV: candidate, other columns.")
@click.option("--rules", type=_IN, help="TOML: [[rule]] tables.")
@click.option("--out", type=_IN, required=True, help="Folder for placements.csv, prices.csv, run.json.")
@click.option("--minimise", is_flag=True, help="Place as many as can be, with the smallest sum of scores.")
@click.option("--gap", type=click.FloatRange(0), default=0.0, help="Relative gap that is good enough.")
@click.option(
    "--time-limit", type=click.FloatRange(0, min_open=True), help="Seconds of solving, prices included."
)
@click.option("--force", is_flag=True, help="Replace the folder.")
@json_option
@run_or_exit
def assign(
    pairs: Path,
    posts: Path,
    candidates: Path | None,
    rules: Path | None,
    out: Path,
    minimise: bool,
    gap: float,
    time_limit: float | None,
    force: bool,
    as_json: bool,
) -> None:
    """Assign candidates to posts with the largest sum of scores under places and rules."""
    began = time.monotonic()
    must_be_free(out, force=force)
    given = {"pairs.csv": source(pairs), "posts.csv": source(posts)}
    given |= {"candidates.csv": source(candidates)} if candidates else {}
    given |= {"rules.toml": source(rules)} if rules else {}
    instance = read_instance(
        given["pairs.csv"], given["posts.csv"], given.get("candidates.csv"), given.get("rules.toml")
    )
    sense: Sense = "min" if minimise else "max"
    with only_answers():
        solution, prices = _solve(instance, Settings(sense, gap, time_limit))
    run = run_keys(
        instance.graph, instance.rows, solution, prices=prices, sense=sense, seconds=time.monotonic() - began
    )
    files = {name: one.content for name, one in given.items()}
    files |= {
        "placements.csv": placements_file(instance, solution),
        "prices.csv": prices_csv(instance.posts, solution),
        "run.json": json_file(run),
    }
    write_folder(out, files, force=force)
    _report(run, solution.clash, as_json=as_json)
    leave(_EXITS[solution.status])


def _solve(instance: Instance, settings: Settings) -> tuple[Solution, list[RulePrice]]:
    settings = settings.begun()
    solution = settings.solve(instance.graph, instance.rows)
    if solution.status == "infeasible":
        return replace(solution, clash=irreducible_clash(instance.graph, instance.rows)), []
    return solution, rule_prices(instance.graph, instance.rows, solution, settings)


def _report(run: dict[str, object], clash: list[str], *, as_json: bool) -> None:
    if as_json:
        answer(run)
        return
    click.echo(f"{run['status']}: {run['placed']} placed, value {run['value']}, gap {run['gap']}")
    if clash:
        click.echo("These rules cannot all be met: " + ", ".join(clash), err=True)
