"""Jobs at home for one person, by the same engine as every run: ranked with reasons, and what she gained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.matching.explain import Explanation, explain
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import (
    CandidateProfile,
    GroupFacts,
    VacancyProfile,
    occupations_in,
)
from passerelle.domain.matching.run import run_match
from passerelle.domain.schemes.building import build
from passerelle.domain.schemes.kept import known
from passerelle.records.classifications.isco import isco_of
from passerelle.records.dossiers.models import Attestation
from passerelle.records.reintegration.models import ReintegrationPlan
from passerelle.records.vacancies.models import Vacancy
from passerelle.records.vacancies.profiles import read_facts, vacancy_profiles

WHY = "vacancies of the person's own country, for a plan that the actor has reached"
PROFILE = ("occupations", "skills", "languages", "eqf", "years", "countries", "available_from", "licences")
GROUP = ("sex", "birth_date", "region", "nationality")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class HomeJob:
    """One vacancy at home with its explanation; ``gained``: attested things that count here."""

    vacancy: Vacancy
    why: Explanation
    gained: Sequence[Attestation]


@dataclass(frozen=True, slots=True)
class HomeJobs:
    """The ranked vacancies, best first; ``looked_at``: how many there are at home in all."""

    plan: ReintegrationPlan
    jobs: Sequence[HomeJob]
    looked_at: int
    countries: Sequence[str]


def home_jobs(actor: Actor, number: str, *, on: date) -> HomeJobs:
    """Vacancies in the scheme's countries of origin for the person of this plan; seven queries.

    A pair that a confirmed gate closes comes last, with the gate named; nothing is proposed to anybody.
    """
    people = ("journey__candidate__person", "journey__candidate__scheme", "journey__scheme_version")
    plan = ReintegrationPlan.objects.visible_to(actor).filter(number=number).select_related(*people).first()
    if plan is None:
        raise NotPermitted(number)
    candidate = plan.journey.candidate
    scheme = build(known(plan.journey.scheme_version.facts))
    open_ = Vacancy.objects.unscoped(WHY).filter(scheme=candidate.scheme, closed_on__isnull=True)
    home = open_.filter(country__in=scheme.origins).order_by("number")
    vacancies, stated = vacancy_profiles(home)
    if not vacancies:
        return HomeJobs(plan, [], 0, scheme.origins)
    profile = CandidateProfile(
        id=candidate.number, **read_facts({name: getattr(candidate.person, name) for name in PROFILE})
    )
    group = GroupFacts(**{name: getattr(candidate.person, name) for name in GROUP})
    result = run_match(
        MatchInputs(
            scheme=scheme,
            candidates=(profile,),
            vacancies=vacancies,
            on=on,
            groups={candidate.number: group},
            isco_of=isco_of(occupations_in([profile], vacancies), stated),
        )
    )
    explained = [explain(result.context, profile, one, group=group) for one in vacancies]
    best = sorted(explained, key=lambda one: (not one.eligible, -(one.score.total or 0), one.vacancy))[:SHOWN]
    rows = Vacancy.objects.unscoped(WHY).filter(number__in=[one.vacancy for one in best])
    by_number = {one.number: one for one in rows.select_related("employer")}
    shown = Attestation.objects.unscoped(WHY).filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=on), candidate__person=candidate.person,
        revoked_on__isnull=True,
    )  # fmt: skip
    attested = list(shown.order_by("-issued_on", "pk"))
    asked = {one.id: one for one in vacancies}
    jobs = [HomeJob(by_number[one.vacancy], one, _gained(one, asked[one.vacancy], attested)) for one in best]
    return HomeJobs(plan, jobs, len(vacancies), scheme.origins)


def _gained(why: Explanation, vacancy: VacancyProfile, attested: Sequence[Attestation]) -> list[Attestation]:
    """Attested skills that this vacancy asks for, and languages it asks for."""
    spoken = {code for code, _level in vacancy.languages or ()}
    found: dict[tuple[str, str], Attestation] = {}
    for one in attested:
        if (one.skill and one.skill in why.score.shared) or (one.language and one.language in spoken):
            found.setdefault((one.skill, one.language), one)
    return list(found.values())
