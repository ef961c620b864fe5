"""A person's legal routes for a vacancy: every condition, and what is still open after a refusal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.alternatives import alternatives
from passerelle.domain.pathways.assess import Finding, check
from passerelle.domain.pathways.book import book
from passerelle.queries.pathways.law_confirmed import confirmed_digests
from passerelle.queries.pathways.route_case import case_for
from passerelle.records.candidates.models import Candidate
from passerelle.records.permits.models import PermitEntry, PermitFile
from passerelle.records.vacancies.models import Vacancy


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A permit file that was refused; ``routes``: what its route stands for, one where it is exact."""

    number: str
    route: str
    on: date
    ground: str
    routes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRoutes:
    """The routes for one person and one vacancy on a day."""

    candidate: Candidate
    vacancy: Vacancy
    on: date
    findings: tuple[Finding, ...]  # the vacancy's own routes first
    refused: tuple[str, ...]
    refused_files: tuple[RefusedFile, ...]
    still_open: tuple[Finding, ...]

    @property
    def conditions(self) -> int:
        """Conditions in all."""
        return sum(len(one.conditions) for one in self.findings)

    @property
    def unconfirmed(self) -> int:
        """Conditions that nobody has compared with the official text."""
        return sum(one.unconfirmed for one in self.findings)


def person_routes(
    actor: Actor, candidate_number: str, vacancy_number: str, *, on: date, refused: Collection[str] = ()
) -> PersonRoutes:
    """Every route that leads where the vacancy is. Constant queries; ``NotPermitted`` out of reach."""
    candidate = (
        Candidate.objects.visible_to(actor)
        .select_related("person", "scheme")
        .filter(number=candidate_number)
        .first()
    )
    vacancy = Vacancy.objects.visible_to(actor).select_related("employer").filter(number=vacancy_number).first()
    if candidate is None or vacancy is None or vacancy.scheme_id != candidate.scheme_id:
        raise NotPermitted(candidate_number)
    actor.must(Permission.PATHWAY_READ, scheme=candidate.scheme_id)
    case = case_for(candidate, vacancy, on)
    findings = check(case, on=on, confirmed=confirmed_digests(actor))
    own = {route.id for route in book().serving(vacancy.route)}
    files = _refused_files(actor, candidate)
    exact = [one.routes[0] for one in files if len(one.routes) == 1]
    known = tuple(dict.fromkeys(one for one in (*refused, *exact) if one in book().routes))
    return PersonRoutes(
        candidate=candidate,
        vacancy=vacancy,
        on=on,
        findings=tuple(sorted(findings, key=lambda one: one.route.id not in own)),
        refused=known,
        refused_files=files,
        still_open=alternatives(findings, known),
    )


def _refused_files(actor: Actor, candidate: Candidate) -> tuple[RefusedFile, ...]:
    """Files of the person whose last word is a refusal. A route of a scheme's file may stand for several.

    An appeal that waits has not failed yet, and a permit that was withdrawn later had been granted.
    """
    mine = PermitFile.objects.visible_to(actor).filter(journey__candidate__person=candidate.person_id)
    waived = PermitEntry.objects.filter(kind="appeal_waived").values("file")
    files = mine.filter(Q(state="refused") | Q(state="lost", pk__in=waived))
    rows = PermitEntry.objects.filter(file__in=files, kind="refused").order_by("file_id", "id")
    newest = {one.file_id: one for one in rows.select_related("file")}
    return tuple(
        RefusedFile(
            one.file.number, one.file.route, one.on, one.ground,
            tuple(route.id for route in book().serving(one.file.route)),
        )
        for one in newest.values()
    )  # fmt: skip
