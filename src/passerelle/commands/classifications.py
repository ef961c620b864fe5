"""``passerelle classifications``: load published packages, show what is loaded, search."""

import time
from pathlib import Path

import click

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.classifications.load import load
from passerelle.actions.classifications.tally import Tally
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.classifications.concepts import Kind
from passerelle.queries.classifications.classification_releases import coverage, label_counts, releases
from passerelle.queries.classifications.classification_search import prepare, search

LANGUAGES = ("en", "fr", "es", "ar")  # of the pages


@click.group()
def classifications() -> None:
    """Occupations, skills and crosswalks: load, list, coverage, search."""


@classifications.command("load")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lang", default="", help="Language of a label file whose name does not say it.")
@click.option("--version", "version", default="", help="Version of a file whose name does not say it.")
@json_option
@run_or_exit
def load_(paths: tuple[Path, ...], lang: str, version: str, as_json: bool) -> None:
    """Load ESCO packages (zip), label files (CSV, gzip) and crosswalks, all of them or none."""
    start = time.perf_counter()
    loading = load(SYSTEM, paths, language=lang, version=version)
    seconds = round(time.perf_counter() - start, 2)
    if loading.touched:
        prepare(LANGUAGES)
    sums = {name: sum(getattr(t, name) for t in loading.tallies) for name in _SUMMED}
    if as_json:
        tables = [tally.as_dict() for tally in loading.tallies]
        answer(
            {
                "touched": loading.touched,
                **sums,
                "tables": tables,
                "left_out": loading.left_out,
                "seconds": seconds,
            }
        )
        return
    for tally in loading.tallies:
        click.echo(_line(tally))
    for name in loading.left_out:
        click.echo(f"{name}: left out, holds nothing to load", err=True)
    click.echo(
        f"Loaded in {seconds} s." if loading.touched else "Nothing changed: everything was already loaded."
    )


_SUMMED = ("created", "changed", "removed", "unchanged", "kept_newer", "passed_over")


def _line(tally: Tally) -> str:
    done = ", ".join(
        f"{name.replace('_', ' ')} {getattr(tally, name):,}" for name in _SUMMED if getattr(tally, name)
    )
    return f"{tally.part} {tally.language or '-'} {tally.version}: {tally.rows:,} rows; {done or 'nothing'}"


@classifications.command("list")
@json_option
@run_or_exit
def list_(as_json: bool) -> None:
    """List what is loaded, with version and language."""
    if as_json:
        answer({"releases": releases(), "labels": label_counts()})
        return
    for row in label_counts():
        click.echo(f"{row['kind']:12} {row['language']:3} {row['version']:8} {row['concepts']:>7,}")
    if not releases():
        click.echo(
            "Built-in set only; load the official ESCO packages for all occupations and skills.", err=True
        )


@classifications.command("coverage")
@json_option
@run_or_exit
def coverage_(as_json: bool) -> None:
    """Count how many ROME appellations reach ESCO: exact, broad, narrow, missing."""
    found = coverage()
    if as_json:
        answer(found)
        return
    for name, value in found.items():
        click.echo(f"{name:17} {value}")


@classifications.command("search")
@click.argument("text")
@click.option("--lang", default="en", show_default=True, help="Two-letter language.")
@click.option("--kind", type=click.Choice(["occupation", "skill"]), default="occupation", show_default=True)
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@json_option
@run_or_exit
def search_(text: str, lang: str, kind: str, limit: int, as_json: bool) -> None:
    """Search an occupation or a skill; accents and one typing error are forgiven."""
    found = search(text, kind=Kind(kind), language=lang, limit=limit)
    if as_json:
        fields = ("uri", "kind", "code", "isco", "label", "language", "matched", "score")
        answer({"text": text, "lang": lang, "found": [{f: getattr(hit, f) for f in fields} for hit in found]})
        return
    for hit in found:
        click.echo(f"{hit.score:.2f}  {hit.isco or '-':4}  {hit.label}  ({hit.matched})  {hit.uri}")
