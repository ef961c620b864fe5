"""Our vacancies, and the people referred to us: nameless until they agree."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.employers.commitments import Committed
from passerelle.domain.employers.duties import Duty
from passerelle.queries.classifications.shortages import signs_by_number
from passerelle.queries.demand.employer_files import own_files
from passerelle.queries.demand.vacancy_demand import committed_of, duties_of, expired_vacancies
from passerelle.queries.demand.vacancy_list import VacancyFilter, VacancyRow, as_row, vacancy_rows
from passerelle.queries.matching.referrals import Profile, ReferralLine, employer_referrals
from passerelle.records.employers.models import EmployerFile
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.host_duties import host_duties
from passerelle.web.shared.known_facts import listed, spoken
from passerelle.web.shared.labels import number
from passerelle.web.shared.match_sentences import Names
from passerelle.web.shared.naming import names_for
from passerelle.web.shared.wording import word_for

# What an employer can add to be matched better.
WANTED = ("occupation", "languages", "eqf_min", "skills", "start")
MOST = 200
DUTIES = 12
OF_THE_FILE = frozenset({"hand_in_check", "renew_check"})


@dataclass(frozen=True, slots=True)
class Line:
    """A vacancy with the facts that it lacks, in words."""

    row: VacancyRow
    lacks: str
    level: str | None
    committed: int


@dataclass(frozen=True, slots=True)
class Person:
    """A referred person as the employer reads them."""

    line: ReferralLine
    occupations: str | None
    skills: str | None
    languages: str | None
    years: str
    band: str


@require_safe
def referrals(request: ActorRequest) -> HttpResponse:
    """The employer's page; reading it is one event about everybody on it."""
    actor = request.actor
    lines = employer_referrals(actor)
    vacancies = list(vacancy_rows(actor, VacancyFilter())[:MOST])
    promised = committed_of(vacancies, on=today())
    record_read(actor, "referrals", [line.profile.candidate for line in lines], scheme_code="")
    codes = [
        code for line in lines for code in (*(line.profile.occupations or ()), *(line.profile.skills or ()))
    ]
    names, files = names_for("", codes), own_files(actor)
    context = {
        "lines": [_line(row, promised[row.pk]) for row in vacancies],
        "signs": signs_by_number(actor, [line.vacancy for line in lines], on=today()),
        "people": [_person(line, names) for line in lines],
        "may_offer": actor.may(Permission.OFFER_MAKE),
        "duties": host_duties(actor, today=today()) if actor.may(Permission.STAY_READ) else [],
        "owed": [(one, _address(one, files)) for one in duties_of(vacancies, on=today())[:DUTIES]],
        "expired": expired_vacancies(actor),
        "files": files,
    }
    return render(request, "employer/referrals.html", context)


def _address(duty: Duty, files: list[EmployerFile]) -> str:
    """Where a duty is done; empty while the team has not opened the firm's file."""
    if duty.code not in OF_THE_FILE:
        return reverse("vacancy-demand", args=[duty.subject])
    number = next((one.number for one in files if one.organisation.number == duty.subject), "")
    return reverse("employer-file", args=[number]) if number else ""


def _line(vacancy: Any, committed: Committed) -> Line:
    row, level = as_row(vacancy), committed.level
    word = word_for(level, "committed") if level else None
    return Line(row, _lacks(row), word, committed.at_least[level] if level else 0)


def _lacks(row: VacancyRow) -> str:
    return ", ".join(word_for(fact, "column") for fact in WANTED if getattr(row, fact) is None)


def _person(line: ReferralLine, names: Names) -> Person:
    profile: Profile = line.profile
    known = profile.languages
    tongues = None if known is None else [{"code": code, "level": level} for code, level in known]
    return Person(
        line=line,
        occupations=listed(profile.occupations, names),
        skills=listed(profile.skills, names),
        languages=spoken(tongues),
        years=number(profile.years),
        band=(line.score_band or "–").replace("-", "–"),
    )
