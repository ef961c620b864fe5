"""``passerelle demo``: the nine schemes with invented people, matched; an account for each role."""

import time
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import click

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from django.conf import settings
from django.utils import timezone

from passerelle.actions.demonstration.refusal import must_be_ready, must_not_meet_real_people
from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit
from passerelle.commands.demo_accounts import ACCOUNTS, ensure_accounts, password
from passerelle.commands.demo_levels import ensure_levels
from passerelle.commands.demo_matching import match, prepare, say
from passerelle.commands.demo_partnerships import ensure_partnerships
from passerelle.commands.demo_referrals import ensure_referrals
from passerelle.commands.demo_rooms import ensure_rooms
from passerelle.commands.demo_table import LEGEND, show_table
from passerelle.commands.demo_trial import TRIAL, import_vacancies
from passerelle.commands.demonstration.furnish import ensure_furnished
from passerelle.commands.demonstration.standing import ensure_standing
from passerelle.commands.simulation.clock import Day
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.kernel.problems import MissingFile
from passerelle.domain.schemes.folder import load_folder
from passerelle.domain.schemes.scheme import Scheme as SchemeFile
from passerelle.queries.programme.demonstration import demonstration_rows

MATCHED_AGO = timedelta(days=60)  # before anybody stands anywhere


@click.group()
def demo() -> None:
    """The demonstration: load it, show its accounts."""


@demo.command()
@click.option("--trial", is_flag=True, help="Also PALIM's applicants on real French vacancies.")
@json_option
@run_or_exit
def load(trial: bool, as_json: bool) -> None:
    """Load the schemes, invent their people, run each matching; what is there already stays as it is."""
    start = time.monotonic()
    must_be_ready()
    must_not_meet_real_people()
    folder = Path(settings.SCHEME_FILES)
    today = timezone.localdate()
    shown = {
        code: one for code, one in load_folder(folder).items() if one.demonstration and not one.hypothetical
    }
    with Day(today - MATCHED_AGO):
        for code, stated in shown.items():
            prepare(stated, folder / f"{code}.toml")
            match(stated)
    if trial:
        _trial(folder)
    ensure_partnerships(Path(settings.PARTNERSHIP_FILES))
    ensure_accounts()
    ensure_levels(Path(settings.REFERENCE_DATA))
    ensure_referrals()
    _stand_and_furnish(shown.values(), today)
    ensure_rooms()
    _tell(time.monotonic() - start, as_json=as_json)


def _stand_and_furnish(schemes: Iterable[SchemeFile], today: date) -> None:
    for stated in schemes:
        start = time.monotonic()
        if people := ensure_standing(stated, today=today):
            say(f"{stated.code}: {people:,} invented people stand at published stages", since=start)
        ensure_furnished(stated, today=today)


def _trial(folder: Path) -> None:
    stated = load_folder(folder).get(TRIAL)
    if stated is None:
        raise MissingFile(str(folder / f"{TRIAL}.toml"))
    prepare(stated, folder / f"{TRIAL}.toml", with_vacancies=False)
    import_vacancies()
    match(stated)


def _tell(seconds: float, *, as_json: bool) -> None:
    rows = demonstration_rows(SYSTEM)
    if as_json:
        answer({"schemes": [asdict(row) for row in rows], "legend": LEGEND, "seconds": round(seconds, 1)})
    else:
        show_table(rows)
    if any(row.state != "ready" for row in rows):
        leave(Exit.REFUSED)


@demo.command()
@json_option
@run_or_exit
def accounts(as_json: bool) -> None:
    """Show how to sign in for each role."""
    must_be_ready()
    ensure_accounts()
    word = password()
    if as_json:
        answer([{"role": one.role, "email": one.email, "password": word, "sees": one.sees} for one in ACCOUNTS])
        return
    click.echo("Demonstration accounts (invented people only):")
    roles, addresses = (max(map(len, column)) for column in zip(*_columns(), strict=True))
    for one, (role, address) in zip(ACCOUNTS, _columns(), strict=True):
        click.echo(f"  {role:{roles}}  {address:{addresses}}  {word}  {one.sees}")


def _columns() -> list[tuple[str, str]]:
    return [(one.role.value.replace("_", " "), one.email) for one in ACCOUNTS]
