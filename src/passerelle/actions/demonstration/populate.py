"""Fill a scheme with its seeded synthetic population, once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from passerelle.actions.demonstration.openings import save_vacancies
from passerelle.actions.demonstration.rows import candidate_row, person_row
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.population.people import SyntheticPerson
from passerelle.domain.population.population import Population, population_of
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.domain.schemes.scheme import Scheme as SchemeFile
from passerelle.records.candidates.models import Candidate, PartnerReference, Person
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.vacancies.models import Vacancy

WHY = "the demonstration sees every row"
PART = 5_000  # numbers in one question to the database


@dataclass(frozen=True, slots=True)
class Populated:
    """How many candidacies and vacancies were made; both 0 when the scheme had its population."""

    people: int
    vacancies: int


def populate(actor: Actor, code: str, *, with_vacancies: bool = True) -> Populated:
    """Make the people and vacancies of the scheme's ``[demonstration]`` table; a second call does nothing.

    People are found again by their number, so that the same list in two schemes is the same people. Real
    vacancies come by import: then ``with_vacancies`` is false.
    """
    actor.must(Permission.SCHEME_LOAD)
    scheme = Scheme.objects.unscoped(WHY).get(code=code)
    if _has_population(scheme):
        return Populated(0, 0)
    with writing(actor, "demonstration.populate", purpose=Purpose.OVERSIGHT) as note:
        note.scheme_code = scheme.code
        stated = parse_scheme(scheme.versions.get(number=scheme.current).text)
        made = _save(scheme, stated, population_of(stated), with_vacancies, note)
        note.details = {"people": made.people, "vacancies": made.vacancies}
    return made


def _has_population(scheme: Scheme) -> bool:
    candidates = Candidate.objects.unscoped(WHY).filter(scheme=scheme, person__is_synthetic=True)
    vacancies = Vacancy.objects.unscoped(WHY).filter(scheme=scheme, is_synthetic=True)
    return candidates.exists() or vacancies.exists()


def _save(
    scheme: Scheme, stated: SchemeFile, population: Population, with_vacancies: bool, note: Writing
) -> Populated:
    people = _save_people(scheme, population.people, services_of(stated, population.people))
    note.about(*(person.number for person in people))
    openings = population.vacancies if with_vacancies else ()
    return Populated(len(people), save_vacancies(scheme, openings))


def _save_people(
    scheme: Scheme, invented: Sequence[SyntheticPerson], services: dict[str, Organisation]
) -> list[Person]:
    rows = {one.reference: person_row(one) for one in invented}
    numbers = [row.number for row in rows.values()]
    known = _known(numbers)
    fresh = [reference for reference, row in rows.items() if row.number not in known]
    Person.objects.bulk_create([rows[reference] for reference in fresh])
    by_reference = {one.reference: one for one in invented}
    PartnerReference.objects.bulk_create(
        PartnerReference(
            person=rows[reference],
            organisation=services[by_reference[reference].country],
            reference=reference,
        )
        for reference in fresh
    )
    people = [known.get(number, row) for number, row in zip(numbers, rows.values(), strict=True)]
    Candidate.objects.bulk_create(
        candidate_row(scheme, person, one, services[one.country])
        for person, one in zip(people, invented, strict=True)
    )
    return people


def _known(numbers: Sequence[str]) -> dict[str, Person]:
    """The people of these numbers who are there already, by number."""
    parts = [numbers[first : first + PART] for first in range(0, len(numbers), PART)]
    rows = (row for part in parts for row in Person.objects.unscoped(WHY).filter(number__in=part))
    return {row.number: row for row in rows}


def services_of(stated: SchemeFile, people: Iterable[SyntheticPerson]) -> dict[str, Organisation]:
    """By country the employment service that brings its people: the scheme's party, else an invented one."""
    return {country: _service(stated, country) for country in sorted({one.country for one in people})}


def _service(stated: SchemeFile, country: str) -> Organisation:
    named = [one.name for one in stated.parties if one.country == country]
    service = (
        Organisation.objects.filter(name__in=named, country=country, kind="employment_service")
        .order_by("pk")
        .first()
    )
    if service is not None:
        return service
    return Organisation.objects.get_or_create(
        name=f"Partner service of {country} (synthetic)", kind="employment_service", country=country
    )[0]
