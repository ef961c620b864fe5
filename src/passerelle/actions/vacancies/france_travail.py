"""France Travail offers as a list of vacancies."""

from passerelle.actions.vacancies.offer_source import Beside, VacancySource
from passerelle.domain.intake.cross_checks import Entry
from passerelle.domain.intake.reading import Reading
from passerelle.domain.intake.vacancy_list import VACANCIES
from passerelle.gateways.francetravail import SOURCE, Offer, Offers

ESSENTIAL = "esco_essential"
EMPLOYER = "France Travail: employer not named"


def source_of(offers: Offers) -> VacancySource:
    """The offers as a list; rows that could not be read are problems of the list as a whole."""
    entries: tuple[Entry, ...] = tuple(offer.entry for offer in offers.offers)
    columns = tuple(column.name for column in VACANCIES.columns if entries and column.name in entries[0].values)
    return VacancySource(
        Reading(VACANCIES, columns, entries, offers.problems),
        name=SOURCE,
        skills_how=ESSENTIAL,
        employer=EMPLOYER,
        beside={str(offer.entry.values["vacancy"]): _beside(offer) for offer in offers.offers},
    )


def _beside(offer: Offer) -> Beside:
    return Beside(
        link=offer.link,
        labels=tuple(label for label in (offer.appellation, offer.rome_label) if label),
        sector=offer.naf,
        salary_text=offer.salary_text,
        is_employment=offer.is_employment,
        posted_on=offer.posted_on,
        text_digest=offer.text_digest,
        text_length=offer.text_length,
    )
