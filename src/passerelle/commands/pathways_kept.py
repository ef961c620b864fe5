"""``passerelle pathways keep`` and ``affected``: what changed in the law here, and whom it touches."""

from datetime import datetime
from typing import Any

import click
from django.utils import timezone

import passerelle.commands.database_access  # noqa: F401  # before anything that knows a model
from passerelle.actions.pathways.keep_versions import keep_versions
from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.changes import Span
from passerelle.queries.cases.affected_cases import AffectedCase, affected_cases
from passerelle.queries.pathways.law_confirmed import changed_parameters, known_versions
from passerelle.queries.pathways.routes_assessable import routes_assessable


@click.command()
@json_option
@run_or_exit
def keep(as_json: bool) -> None:
    """Keep the versions of the law in use now; the next run tells what changed."""
    changed = keep_versions(SYSTEM)
    if as_json:
        answer({"kept": list(changed), "law": book().digest})
        return
    click.echo(f"{len(changed)} values kept." if changed else "Nothing changed.")


@click.command()
@click.argument("parameter", required=False)
@json_option
@run_or_exit
def affected(parameter: str | None, as_json: bool) -> None:
    """List the open cases that the last change of a value touches; without a name, of every changed value."""
    names = [_known(parameter)] if parameter else list(changed_parameters(SYSTEM))
    told = [_told(name) for name in names]
    if as_json:
        answer(told)
        return
    for one in told:
        click.echo(f"{one['parameter']}: {len(one['cases'])} open cases")
        for case in one["cases"]:
            click.echo(f"  {case['candidate']} {case['scheme']} {case['stage']} {case['day'] or 'not yet'}")
    if not told:
        click.echo("No value has changed here since the first one was kept.")


@click.command()
@click.option("--scheme", help="Only this scheme.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As on this day; today without it.")
@click.option("--most", type=click.IntRange(1), help="At most so many people of each scheme.")
@json_option
@run_or_exit
def measure(scheme: str | None, on: datetime | None, most: int | None, as_json: bool) -> None:
    """Count how much of the law can be assessed on what records hold, and what is missing most."""
    day = on.date() if on else timezone.localdate()
    found = routes_assessable(SYSTEM, on=day, scheme=scheme, most=most)
    told = {
        "on": day.isoformat(),
        "people": found.pairs,
        "at_home": found.at_home,
        "routes": dict(found.routes),
        "conditions": dict(found.conditions),
        "routes_not_assessable": found.share_of_routes,
        "conditions_not_assessable": found.share_of_conditions,
        "of_these_law_unknown": found.law_unknown,
        "missing_most": dict(found.lacking.most_common(12)),
    }
    if as_json:
        answer(told)
        return
    for name, value in told.items():
        click.echo(f"{name.replace('_', ' ')}: {_in_words(value)}")


def _in_words(value: object) -> str:
    """Counts by name, shares in per cent."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in value.items())
    return f"{value:.0%}" if isinstance(value, float) else str(value)


def _known(name: str) -> str:
    if name.upper() not in book().parameters:
        message = Text("There is no parameter %(name)s.", {"name": name})
        raise Refused([Problem("unknown-parameter", message, Text("See passerelle pathways show ROUTE."))])
    return name.upper()


def _told(name: str) -> dict[str, Any]:
    versions = known_versions(name)
    spans = versions[0].changed if versions else ()
    cases = affected_cases(SYSTEM, name, spans, on=timezone.localdate())
    return {
        "parameter": name,
        "changed": [_span(one) for one in spans],
        "cases": [_case(one) for one in cases],
    }


def _span(one: Span) -> dict[str, object]:
    return {"from": one.first and one.first.isoformat(), "to": one.last and one.last.isoformat()}


def _case(one: AffectedCase) -> dict[str, object]:
    return {
        "journey": one.journey,
        "candidate": one.candidate,
        "scheme": one.scheme,
        "stage": one.stage,
        "vacancy": one.vacancy,
        "routes": list(one.routes),
        "day": one.anchored and one.anchored.isoformat(),
    }
