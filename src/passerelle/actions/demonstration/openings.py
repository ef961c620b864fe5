"""Synthetic vacancies with their employers and places."""

from collections.abc import Sequence

from passerelle.actions.demonstration.rows import vacancy_row
from passerelle.domain.kernel.identifiers import number_from
from passerelle.domain.population.openings import SyntheticEmployer, SyntheticVacancy
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.vacancies.models import Place, Vacancy


def save_vacancies(scheme: Scheme, invented: Sequence[SyntheticVacancy]) -> int:
    """Save vacancies, their employers and one numbered place for each post; gives how many vacancies."""
    employers = {one: _organisation(one) for one in dict.fromkeys(row.employer for row in invented)}
    rows = Vacancy.objects.bulk_create(vacancy_row(scheme, employers[one.employer], one) for one in invented)
    Place.objects.bulk_create(
        Place(vacancy=row, ordinal=ordinal) for row in rows for ordinal in range(1, row.posts + 1)
    )
    return len(rows)


def _organisation(employer: SyntheticEmployer) -> Organisation:
    return Organisation.objects.get_or_create(
        name=employer.name,
        kind=employer.kind,
        country=employer.country,
        defaults={"number": number_from("O", employer.name)},
    )[0]
