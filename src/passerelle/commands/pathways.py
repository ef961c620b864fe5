"""``passerelle pathways``: legal routes as dated rules; only what reads the database needs Django."""

import importlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.alternatives import alternatives
from passerelle.domain.pathways.assess import Condition, Finding, check
from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.case_files import read_case
from passerelle.domain.pathways.note_sentences import conflict_sentence, note_sentence
from passerelle.domain.pathways.parameters import Parameter, Value
from passerelle.domain.pathways.rules import Route
from passerelle.domain.pathways.sentences import gap_sentence, rule_sentence, why_sentence

# Name -> module of what reads the database.
LATE = dict.fromkeys(("affected", "keep", "measure"), "passerelle.commands.pathways_kept")
REMINDER = "No verdict says that somebody is admitted: authorities decide. Unconfirmed values exclude nobody."
_ON = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day where the case names no event.")


class _WithDatabase(click.Group):
    """Adds the commands that read the database, fetched only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *LATE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in LATE:
            return super().get_command(ctx, cmd_name)
        found = getattr(importlib.import_module(LATE[cmd_name]), cmd_name)
        return found if isinstance(found, click.Command) else None


@click.group(cls=_WithDatabase)
def pathways() -> None:
    """Legal routes: check a case, list, show; what a changed value touches."""


@pathways.command("check")
@click.argument("file", metavar="CASE.json", type=click.Path(path_type=Path))
@_ON
@click.option("--route", "wanted", multiple=True, help="Only this route; may be repeated.")
@click.option("--refused", multiple=True, help="A route already refused; may be repeated.")
@json_option
@run_or_exit
def check_case(
    file: Path, on: datetime | None, wanted: tuple[str, ...], refused: tuple[str, ...], as_json: bool
) -> None:
    """Check a case against every route that leads where the job is; exit 0 whatever the verdict."""
    if not file.is_file():
        raise MissingFile(f"There is no file {file}.")
    case, law = read_case(file.read_bytes(), str(file)), book()
    day = on.date() if on else datetime.now(UTC).date()
    routes = [_route(law, one) for one in wanted] or None
    findings = check(case, on=day, routes=routes, law=law)
    open_ = [one.route.id for one in alternatives(findings, {_route(law, one).id for one in refused})]
    if as_json:
        answer(
            {
                "on": day.isoformat(),
                "routes": [one.as_dict() for one in findings],
                "open": open_,
                "ignored": list(case.ignored),
                "law": law.digest,
            }
        )
        return
    _print_findings(findings, day, open_)


@pathways.command("list")
@click.option("--country", help="Two letters, such as DE.")
@json_option
@run_or_exit
def list_(country: str | None, as_json: bool) -> None:
    """List the routes, each with its rules, who acts, and how much nobody has confirmed."""
    law = book()
    found = [one for one in law.routes.values() if country is None or one.country == country.upper()]
    if as_json:
        answer([_route_line(law, one) for one in found])
        return
    for one in found:
        click.echo(f"{one.id:26} {one.country or '--':3} {len(one.rules):2} conditions  {', '.join(one.acts)}")


@pathways.command()
@click.argument("route")
@_ON
@json_option
@run_or_exit
def show(route: str, on: datetime | None, as_json: bool) -> None:
    """Show a route: each rule with its values, dates, source and evidence; and what nobody told us."""
    law = book()
    day = on.date() if on else datetime.now(UTC).date()
    chosen = _route(law, route)
    if as_json:
        answer({**_route_line(law, chosen), "on": day.isoformat(), "parameters": _shown(law, chosen, day)})
        return
    click.echo(f"{chosen.id}: {chosen.instrument} (who acts: {', '.join(chosen.acts)})")
    for part, names in (("to be met", chosen.rules), ("afterwards", chosen.later), ("clock", chosen.times)):
        for name in names:
            click.echo(f"  {part:10} {name:22} {rule_sentence(name)}")
            for parameter in sorted(law.rules[name].parameters):
                click.echo(_parameter_sentence(law.parameters[parameter], day))
    for gap in chosen.gaps:
        click.echo(f"  unknown    {gap_sentence(gap)}")


def _route(law: Book, name: str) -> Route:
    found = law.routes.get(name.lower())
    if found is None:
        message = Text("There is no route %(route)s.", {"route": name})
        hint = Text("See passerelle pathways list.")
        raise Refused([Problem("unknown-route", message, hint)])
    return found


def _route_line(law: Book, one: Route) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "country": one.country,
        "region": one.region,
        "instrument": one.instrument,
        "rules": list(one.rules),
        "later": list(one.later),
        "times": list(one.times),
        "who_acts": list(one.acts),
        "gaps": list(one.gaps),
        "serves": list(one.serves),
        "parameters_unconfirmed": len(law.parameters_of(one)),
    }


def _shown(law: Book, route: Route, day: date) -> list[dict[str, Any]]:
    return [parameter_line(law.parameters[name], day) for name in sorted(law.parameters_of(route))]


def parameter_line(one: Parameter, day: date) -> dict[str, Any]:
    """A parameter as JSON: its values with dates, the one for the day, source and evidence."""
    value = one.on(day)
    return {
        "id": one.id,
        "instrument": one.instrument,
        "article": one.article,
        "unit": one.unit,
        "value": value.value if value else None,
        "values": [_value_line(each) for each in one.values],
        "anchor_event": one.anchor_event,
        "anchor_evidence": one.anchor_evidence,
        "source": one.source,
        "evidence": one.evidence,
        "confirmed": False,
        "confirmed_by": None,
        "confirmed_on": None,
        "conflict": _said(conflict_sentence(one.id)),
        "note": _said(note_sentence(one.id)),
        "digest": one.digest,
    }


def _said(text: Text | None) -> str | None:
    return str(text) if text else None


def _value_line(one: Value) -> dict[str, Any]:
    return {
        "value": one.value,
        "valid_from": one.valid_from and one.valid_from.isoformat(),
        "valid_to": one.valid_to and one.valid_to.isoformat(),
        "since_year": one.since_year,
    }


def _parameter_sentence(one: Parameter, day: date) -> str:
    value = one.on(day)
    told = value.value if value else f"no value for {day.year}"
    return f"{'':13}{one.id}: {told} {one.unit} [{one.evidence}, unconfirmed] {one.source}"


def _print_findings(findings: tuple[Finding, ...], day: date, open_: list[str]) -> None:
    for finding in findings:
        term = f", decision within {finding.expected.days} days" if finding.expected else ""
        click.echo(f"{finding.route.id}: {finding.verdict.value}{term}")
        for one in finding.conditions:
            click.echo(_condition_sentence(one, day))
    click.echo(f"Still open: {', '.join(open_) or 'none'}.")
    click.echo(REMINDER)


def _condition_sentence(one: Condition, day: date) -> str:
    mark = "confirmed" if one.confirmed else "unconfirmed"
    told = [
        f"have {one.have}" if one.have is not None else "",
        f"need {one.need}" if one.need is not None else "",
    ]
    lacks = f"missing {', '.join(one.missing)}" if one.missing else ""
    why = str(why_sentence(one.why, one.anchor_date or day)) if one.why else ""
    words = "; ".join(word for word in (*told, lacks, why) if word)
    return f"  {one.verdict.value:15} {one.id:22} {words} [{one.evidence}, {mark}]"
