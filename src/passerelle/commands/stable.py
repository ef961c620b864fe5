"""``passerelle stable``: ranked lists on both sides, candidates propose."""

import time
from pathlib import Path

import click

from passerelle.commands.answers import answer, json_option, must_be_free, run_or_exit, write_folder
from passerelle.commands.files import source
from passerelle.domain.matching.run_files import json_file
from passerelle.domain.matching.stable import match_stably
from passerelle.domain.matching.stable_files import read_lists, stable_placements, stable_run

_IN = click.Path(path_type=Path)


@click.command()
@click.option("--candidates", type=_IN, required=True, help="CSV: candidate, post, rank.")
@click.option("--posts", type=_IN, required=True, help="CSV: post, places.")
@click.option("--ranks", type=_IN, required=True, help="CSV: post, candidate, rank.")
@click.option("--seed", type=int, default=0, show_default=True, help="Decides ties, with each id.")
@click.option("--out", type=_IN, required=True, help="Folder for placements.csv and run.json.")
@click.option("--force", is_flag=True, help="Replace the folder.")
@json_option
@run_or_exit
def stable(
    candidates: Path, posts: Path, ranks: Path, seed: int, out: Path, force: bool, as_json: bool
) -> None:
    """Match two ranked sides so that no pair would rather have each other."""
    began = time.monotonic()
    must_be_free(out, force=force)
    sources = {"candidates.csv": source(candidates), "posts.csv": source(posts), "ranks.csv": source(ranks)}
    lists = read_lists(*sources.values())
    result = match_stably(lists.candidates, lists.posts, lists.places, seed)
    assert result.blocking_pairs == 0
    run = stable_run(result, seed, time.monotonic() - began)
    files = {name: given.content for name, given in sources.items()}
    files |= {"placements.csv": stable_placements(lists, result), "run.json": json_file(run)}
    write_folder(out, files, force=force)
    if as_json:
        answer(run)
    else:
        click.echo(f"{run['placed']} placed, {run['unmatched']} unmatched, 0 blocking pairs")
