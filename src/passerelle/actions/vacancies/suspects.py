"""Note what is doubtful about vacancies as they come in."""

from collections.abc import Mapping
from datetime import date

from passerelle.actions.vacancies.offer_source import VacancySource
from passerelle.domain.intake.suspects import VacancyTraits, find_suspects
from passerelle.records.classifications.models import Label
from passerelle.records.vacancies.models import Vacancy


def put_suspects(vacancies: Mapping[str, Vacancy], source: VacancySource, today: date) -> None:
    """Set each vacancy's suspects; ``vacancies`` is by the list's own numbers."""
    labels = _labels({vacancy.occupation for vacancy in vacancies.values() if vacancy.occupation})
    traits = [_traits(own, vacancy, source, labels) for own, vacancy in vacancies.items()]
    for own, suspects in find_suspects(traits, on=today).items():
        vacancies[own].suspects = [{"code": suspect.code, **suspect.evidence} for suspect in suspects]


def _traits(
    own: str, vacancy: Vacancy, source: VacancySource, labels: Mapping[str, tuple[str, ...]]
) -> VacancyTraits:
    beside = source.beside_of(own)
    return VacancyTraits(
        id=own,
        title=vacancy.title,
        labels=(*beside.labels, *labels.get(vacancy.occupation or "", ())),
        isco=vacancy.isco,
        link=beside.link,
        sector=beside.sector,
        has_occupation=bool(vacancy.occupation or vacancy.isco),
        has_skills=vacancy.skills is not None,
        has_languages=vacancy.languages is not None,
        has_place=bool(vacancy.region or vacancy.place),
        is_employment=beside.is_employment,
        posted_on=beside.posted_on,
        # The bounds are in euro; other currencies are not judged.
        pay=vacancy.salary if vacancy.currency == "EUR" else None,
        pay_period=vacancy.salary_period,
        text_digest=beside.text_digest,
        text_length=beside.text_length,
    )


def _labels(addresses: set[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    rows = Label.objects.filter(concept__uri__in=addresses).order_by("pk")
    for uri, preferred, alternatives in rows.values_list("concept__uri", "preferred", "alternatives"):
        found[uri] = (*found.get(uri, ()), preferred, *alternatives)
    return found
