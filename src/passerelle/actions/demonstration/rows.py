"""From an invented person or vacancy to its row."""

from dataclasses import asdict

from passerelle.domain.classifications.folding import fold
from passerelle.domain.kernel.identifiers import number_from
from passerelle.domain.population.openings import SyntheticVacancy
from passerelle.domain.population.people import SyntheticPerson
from passerelle.domain.population.setting import FIRST
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.vacancies.models import Vacancy

LANGUAGES = {"en", "fr", "es", "ar"}  # that the pages speak


def _listed(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)


def _skills(uris: tuple[str, ...] | None, how: str) -> list[dict[str, str]] | None:
    return None if uris is None else [{"uri": uri, "how": how} for uri in uris]


def person_row(one: SyntheticPerson) -> Person:
    """The person's row; its public number follows from the list's own, so that runs repeat everywhere."""
    profile, name = one.profile, one.name
    spoken = FIRST.get(one.country, "en")
    return Person(
        number=number_from("P", one.reference),
        family_name=name.family,
        given_name=name.given,
        name_original=name.original,
        search_name=fold(f"{name.family} {name.given} {name.original}"),
        email=one.email,
        language=spoken if spoken in LANGUAGES else "en",
        is_synthetic=True,
        sex=one.sex,
        birth_date=one.birth_date,
        region=one.region,
        nationality=one.nationality,
        occupations=_listed(profile.occupations),
        skills=_skills(profile.skills, "stated"),
        languages=None
        if profile.languages is None
        else [{"code": code, "level": level, "how": "stated"} for code, level in profile.languages],
        eqf=profile.eqf,
        years=profile.years,
        countries=_listed(profile.countries),
        available_from=profile.available_from,
        licences=_listed(profile.licences),
        **asdict(one.history),
    )


def candidate_row(scheme: Scheme, person: Person, one: SyntheticPerson, service: Organisation) -> Candidate:
    """The person's candidacy in a scheme."""
    return Candidate(
        number=number_from("C", f"{scheme.code} {one.reference}"),
        person=person,
        scheme=scheme,
        brought_by=service,
        applied_on=one.applied_on,
        law_facts=one.told,
    )


def vacancy_row(scheme: Scheme, employer: Organisation, one: SyntheticVacancy) -> Vacancy:
    """The vacancy's row; its skills are those that ESCO calls essential to the occupation."""
    return Vacancy(
        number=number_from("V", f"{scheme.code} {one.reference}"),
        scheme=scheme,
        employer=employer,
        source="demonstration",
        reference=one.reference,
        kind=one.kind,
        title=one.title,
        country=one.country,
        occupation=one.occupation,
        isco=one.isco,
        skills=_skills(one.skills, "esco_essential"),
        optional_skills=_skills(one.optional_skills, "stated"),
        languages=None
        if one.languages is None
        else [{"code": code, "level": level} for code, level in one.languages],
        eqf_min=one.eqf_min,
        years_min=one.years_min,
        licences=list(one.licences),
        posts=one.posts,
        route=one.route,
        start=one.start,
        ends_on=one.ends_on,
        **asdict(one.terms),
        is_synthetic=True,
    )
