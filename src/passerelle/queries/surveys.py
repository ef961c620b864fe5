"""The answer sheets of the survey of reintegration behind one wave, with what each comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from passerelle.domain.access.actor import Actor
from passerelle.domain.followups.instrument import INSTRUMENTS
from passerelle.domain.followups.survey import Result, result_of
from passerelle.queries.waves import WavePage, wave_page
from passerelle.records.followups.models import Survey, SurveyWeights


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer sheet; ``result`` is ``None`` where its version of the questions is not here.

    ``weights_source`` is empty where no weights of its version are loaded.
    """

    survey: Survey
    result: Result | None
    weights_source: str


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A wave with the answer sheets of its case, the newest first."""

    page: WavePage
    sheets: tuple[Sheet, ...]


def survey_page(actor: Actor, number: str) -> SurveyPage:
    """The sheets of the case of a wave; ``NotPermitted`` out of reach. Five queries."""
    page = wave_page(actor, number)
    return SurveyPage(page, tuple(_sheets(page.surveys)))


def _sheets(surveys: Iterable[Survey]) -> Iterable[Sheet]:
    newest: dict[tuple[str, str], SurveyWeights] = {}
    for row in SurveyWeights.objects.order_by("loaded_at", "pk"):
        newest[row.instrument, row.instrument_version] = row
    for survey in surveys:
        version = (survey.instrument, survey.instrument_version)
        instrument, weights = INSTRUMENTS.get(version), newest.get(version)
        facts = {code: Decimal(said) for code, said in weights.facts.items()} if weights else None
        result = result_of(instrument, survey.answers, facts) if instrument else None
        yield Sheet(survey, result, weights.source if weights else "")
