"""Employers of the schemes in scope: their files, verdicts, history and what they owe next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.employers.checks import CHECKS, Clearance
from passerelle.domain.employers.history import History, Moment
from passerelle.domain.employers.suspensions import in_force
from passerelle.queries.demand.employer_history import history_of, moments_of
from passerelle.records.employers.models import Check, EmployerFile, Plan, Recognition, Suspension
from passerelle.records.employers.verdicts import clearances
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Offer
from passerelle.records.vacancies.models import Vacancy

WHY = "counts of an employer whose file the actor reads"
SHOWN = 200
NEWEST = 12


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """One line of the list of employers."""

    number: str
    name: str
    country: str
    scheme: str
    clearance: Clearance
    vacancies: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: what counts, and what waits for a review beside it."""

    code: str
    current: Check | None
    waiting: Check | None
    earlier: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class FilePage:
    """Everything on an employer's page."""

    file: EmployerFile
    clearance: Clearance
    checks: tuple[CheckLine, ...]
    recognitions: tuple[Recognition, ...]
    suspensions: tuple[Suspension, ...]
    suspension: Suspension | None
    plans: tuple[Plan, ...]
    history: History
    newest: tuple[Moment, ...]  # of the timeline
    vacancies: tuple[Vacancy, ...]
    running: tuple[tuple[str, str], ...]  # candidate number, stage


def employer_rows(actor: Actor, *, scheme: str = "", text: str = "") -> QuerySet[EmployerFile]:
    """Files in order of name; page them, then ``as_rows``."""
    actor.must(Permission.EMPLOYER_READ)
    rows = EmployerFile.objects.visible_to(actor).select_related("scheme", "organisation")
    if scheme:
        rows = rows.filter(scheme__code=scheme)
    if text:
        rows = rows.filter(Q(organisation__name__icontains=text) | Q(number=text))
    return rows.order_by("organisation__name", "number")


def as_rows(files: Iterable[EmployerFile], *, on: date) -> list[EmployerRow]:
    """The lines of some files, with verdict and open vacancies, in a constant number of queries."""
    listed = list(files)
    verdicts = clearances([(one.scheme_id, one.organisation_id) for one in listed], on=on)
    counts = _open_vacancies(listed)
    return [
        EmployerRow(
            number=one.number,
            name=one.organisation.name,
            country=one.organisation.country,
            scheme=one.scheme.code,
            clearance=verdicts[(one.scheme_id, one.organisation_id)],
            vacancies=counts.get((one.scheme_id, one.organisation_id), 0),
        )
        for one in listed
    ]


def employers_without_file(actor: Actor, scheme: str) -> list[tuple[str, str]]:
    """Organisations with vacancies in a scheme and no file yet: number and name."""
    rows = Vacancy.objects.visible_to(actor).filter(scheme__code=scheme)
    filed = EmployerFile.objects.visible_to(actor).filter(scheme__code=scheme).values("organisation_id")
    found = rows.exclude(employer__in=filed).order_by("employer__name")
    return list(found.values_list("employer__number", "employer__name").distinct()[:SHOWN])


def file_page(actor: Actor, number: str, *, on: date) -> FilePage:
    """One employer's file; ``NotPermitted`` out of reach."""
    rows = EmployerFile.objects.visible_to(actor).select_related("scheme", "organisation")
    file = rows.filter(number=number).first()
    if file is None:
        raise NotPermitted(number)
    firm = (file.scheme_id, file.organisation_id)
    suspensions = tuple(Suspension.objects.filter(file=file).select_related("by"))
    current = [one for one in suspensions if in_force(one.since, one.until, one.lifted_on, on=on)]
    vacancies = Vacancy.objects.visible_to(actor).filter(scheme=file.scheme_id, employer=file.organisation_id)
    listed = tuple(vacancies.order_by("closed_on", "title", "pk"))
    return FilePage(
        file=file,
        clearance=clearances([firm], on=on)[firm],
        checks=_checks(file),
        recognitions=tuple(Recognition.objects.filter(file=file).select_related("recorded_by")),
        suspensions=suspensions,
        suspension=current[0] if current else None,
        plans=tuple(Plan.objects.filter(file=file).prefetch_related("versions")),
        history=history_of(actor, file, listed, suspensions),
        newest=tuple(moments_of(actor, file, listed, suspensions)[:NEWEST]),
        vacancies=listed,
        running=_running(actor, listed),
    )


def timeline(actor: Actor, number: str) -> tuple[EmployerFile, list[Moment]]:
    """An employer's whole timeline, newest first; ``NotPermitted`` out of reach."""
    rows = EmployerFile.objects.visible_to(actor).select_related("scheme", "organisation")
    file = rows.filter(number=number).first()
    if file is None:
        raise NotPermitted(number)
    vacancies = Vacancy.objects.visible_to(actor).filter(scheme=file.scheme_id, employer=file.organisation_id)
    suspensions = tuple(Suspension.objects.filter(file=file))
    return file, moments_of(actor, file, tuple(vacancies), suspensions)


def own_files(actor: Actor) -> list[EmployerFile]:
    """The files of the organisations for which this account acts."""
    firms = {one.organisation for one in actor.granting(Permission.EMPLOYER_READ) if one.organisation}
    rows = EmployerFile.objects.visible_to(actor).filter(organisation__in=firms)
    return list(rows.select_related("scheme", "organisation").order_by("scheme__code"))


def _checks(file: EmployerFile) -> tuple[CheckLine, ...]:
    rows = list(Check.objects.filter(file=file).select_related("handed_in_by", "reviewer"))
    lines = []
    for code in CHECKS:
        mine = [row for row in rows if row.code == code]
        waiting = next((row for row in reversed(mine) if row.status == "received"), None)
        done = [row for row in mine if row.status != "received"]
        accepted = [row for row in done if row.status == "accepted"]
        current = accepted[-1] if accepted else (done[-1] if done else None)
        earlier = tuple(row for row in done if row is not current)
        lines.append(CheckLine(code, current, waiting, earlier))
    return tuple(lines)


def _running(actor: Actor, vacancies: tuple[Vacancy, ...]) -> tuple[tuple[str, str], ...]:
    held = Offer.objects.filter(place__vacancy__in=[one.pk for one in vacancies], released_at__isnull=True)
    rows = Journey.objects.visible_to(actor).filter(
        candidate__in=held.values("candidate_id"), ended_on__isnull=True
    )
    return tuple(rows.order_by("pk").values_list("candidate__number", "stage")[:SHOWN])


def _open_vacancies(files: list[EmployerFile]) -> dict[tuple[int, int], int]:
    rows = Vacancy.objects.unscoped(WHY).filter(
        scheme__in={one.scheme_id for one in files},
        employer__in={one.organisation_id for one in files},
        closed_on__isnull=True,
    )
    counted = rows.values("scheme_id", "employer_id").annotate(count=Count("pk"))
    return {(one["scheme_id"], one["employer_id"]): one["count"] for one in counted}
