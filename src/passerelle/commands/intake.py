"""``passerelle import`` and ``passerelle template``: lists of vacancies and candidates from partners."""

import os
from pathlib import Path

import click
from django.utils import timezone

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.candidates import import_list as candidates_import
from passerelle.actions.candidates import preview_list as candidates_preview
from passerelle.actions.vacancies import france_travail
from passerelle.actions.vacancies import import_list as vacancies_import
from passerelle.actions.vacancies import preview_list as vacancies_preview
from passerelle.actions.vacancies.offer_source import VacancySource
from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit, tell
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.intake.preview import Preview
from passerelle.domain.intake.vacancy_list import VACANCIES
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.crosswalks import read_rome
from passerelle.gateways.francetravail import APPELLATIONS, LINKS, RELATIONS, essentials_from, read_offers
from passerelle.gateways.sheet_templates import csv_template, workbook_template
from passerelle.gateways.uploads import read_upload
from passerelle.records.partnerships.models import Scheme

LAYOUTS = {"candidates": CANDIDATES, "vacancies": VACANCIES}
_LIST = click.argument("which", metavar="vacancies|candidates", type=click.Choice(list(LAYOUTS)))


@click.command("import")
@_LIST
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--scheme", required=True, help="Code of the scheme that the list is for.")
@click.option("--adapter", type=click.Choice(["francetravail"]), help="The file is of another shape.")
@click.option("--partner", help="Whose list it is; its own numbers find its entries again.")
@click.option("--keep", is_flag=True, help="Keep the list; without it nothing is written.")
@json_option
@run_or_exit
def import_list(
    which: str, file: Path, scheme: str, adapter: str | None, partner: str | None, keep: bool, as_json: bool
) -> None:
    """Check a list (XLSX or CSV) and, with --keep, keep all of it or nothing."""
    if adapter and which != "vacancies":
        raise click.UsageError("--adapter francetravail reads vacancies.")
    try:
        shown = _candidates(scheme, file, partner, keep) if which == "candidates" else None
        shown = shown or _vacancies(scheme, _source(file, adapter, partner), keep)
    except Scheme.DoesNotExist as absent:
        message = Text("There is no scheme %(code)s here.", {"code": scheme})
        raise Refused(
            [Problem("scheme_unknown", message, Text("List them: passerelle schemes list."))]
        ) from absent
    _say(shown, kept=keep and shown.can_be_kept, as_json=as_json)
    if not shown.can_be_kept:
        tell(shown.reading.problems, as_json=as_json)
        leave(Exit.REFUSED)


def _candidates(scheme: str, file: Path, partner: str | None, keep: bool) -> Preview:
    today = timezone.localdate()
    reading = candidates_preview.read_candidates(read_upload(file), today=today)
    shown = candidates_preview.preview_list(SYSTEM, scheme, reading, named=partner)
    if keep and shown.can_be_kept:
        candidates_import.import_list(SYSTEM, scheme, reading, today=today, named=partner)
    return shown


def _source(file: Path, adapter: str | None, partner: str | None) -> VacancySource:
    if adapter is None:
        return vacancies_preview.source_of(read_upload(file), today=timezone.localdate(), named=partner)
    folder = reference_folder()
    crosswalk = read_rome(folder / LINKS, folder / APPELLATIONS)
    return france_travail.source_of(read_offers(file, crosswalk, essentials_from(folder / RELATIONS)))


def _vacancies(scheme: str, source: VacancySource, keep: bool) -> Preview:
    shown = vacancies_preview.preview_list(SYSTEM, scheme, source)
    if keep and shown.can_be_kept:
        vacancies_import.import_list(SYSTEM, scheme, source, today=timezone.localdate())
    return shown


def reference_folder() -> Path:
    """Where reference data lie: ``PASSERELLE_DATA``, by default ``../shared/data`` beside the checkout."""
    return Path(
        os.environ.get("PASSERELLE_DATA", Path(__file__).resolve().parents[3] / ".." / "shared" / "data")
    )


def _say(shown: Preview, *, kept: bool, as_json: bool) -> None:
    if as_json:
        answer({**shown.as_dict(), "kept": kept})
        return
    counted = ", ".join(f"{count} {what}" for what, count in shown.counts.items())
    click.echo(f"{counted}. {'Kept.' if kept else 'Nothing was kept.'}")
    for dropped in shown.reading.dropped:
        click.echo(f"Dropped: {dropped.heading} ({dropped.subject.code}). {dropped.subject.reason}")
    for heading in shown.reading.ignored:
        click.echo(f"Not used: {heading}")
    tell(shown.notes[:50], as_json=False)


@click.command()
@_LIST
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File to write: .xlsx or .csv.")
@click.option("--lang", default="en", type=click.Choice(["en", "fr", "es", "ar"]), help="Language of headings.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@run_or_exit
def template(which: str, out: Path, lang: str, force: bool) -> None:
    """Write an empty list to fill in, as a workbook or as CSV."""
    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise click.UsageError("--out must end in .xlsx or .csv.")
    if out.exists() and not force:
        message = Text("%(file)s is already there.", {"file": str(out)})
        raise Refused([Problem("exists", message, Text("Name another file, or add --force to replace it."))])
    layout = LAYOUTS[which]
    out.write_bytes(
        csv_template(layout) if out.suffix.lower() == ".csv" else workbook_template(layout, language=lang)
    )
    click.echo(str(out))
