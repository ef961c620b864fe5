"""The steps of the demonstration for one scheme: its file, its population, its matching."""

import time
from pathlib import Path

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
import click
from django.db.models import F

from passerelle.actions.demonstration.populate import populate
from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.matching.request_run import request_run
from passerelle.actions.schemes.load import load_scheme
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.population.setting import matching_day
from passerelle.domain.schemes.folder import content_of
from passerelle.domain.schemes.scheme import Scheme as SchemeFile
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.selection.models import Run

# A run that is one of these needs nothing more from the demonstration.
FINISHED = (Run.State.READY, Run.State.RUNNING)
WHY = "the demonstration looks for its own runs"


def prepare(stated: SchemeFile, file: Path, *, with_vacancies: bool = True) -> None:
    """Load the scheme's file and make its people; says what it did, keeps silent when all was there."""
    start = time.monotonic()
    text = content_of(file).decode("utf-8-sig")
    if _kept_text(stated.code) != text:
        load_scheme(SYSTEM, text, file=file.name)
    made = populate(SYSTEM, stated.code, with_vacancies=with_vacancies)
    if made.people or made.vacancies:
        say(f"{stated.code}: {made.people:,} people and {made.vacancies} vacancies invented", since=start)


def _kept_text(code: str) -> str | None:
    versions = SchemeVersion.objects.filter(scheme__code=code, number=F("scheme__current"))
    return versions.values_list("text", flat=True).first()


def match(stated: SchemeFile) -> Run | None:
    """Run the scheme's matching unless its present version has a run; gives the run that was made."""
    start = time.monotonic()
    rows = Run.objects.unscoped(WHY).filter(scheme__code=stated.code)
    current = rows.filter(scheme_version__number=F("scheme__current"))
    newest = current.defer("snapshot", "certificate", "fairness").order_by("-ordinal").first()
    if newest is not None and newest.state in FINISHED:
        return None
    if newest is None or newest.state != Run.State.WAITING:
        newest = request_run(SYSTEM, stated.code, settings=settings_of(stated))
    run = carry_out(newest.number)
    outcome = "matched" if run.state == Run.State.READY else f"{run.state}: {run.fault}"
    say(f"{stated.code}: {outcome}", since=start)
    return run


def settings_of(stated: SchemeFile) -> dict[str, object]:
    """The day is the scheme's own, so that the demonstration gives the same result on any day."""
    seed = stated.demonstration.seed if stated.demonstration else 0
    return {"seed": seed, "on": matching_day(stated).isoformat()}


def say(line: str, *, since: float) -> None:
    """Progress goes to standard error: standard output holds the table alone."""
    click.echo(f"  {line} ({time.monotonic() - since:.1f} s)", err=True)
