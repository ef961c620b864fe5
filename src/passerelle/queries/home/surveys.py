"""The answer sheets of the survey of reintegration behind one wave, with what each comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from passerelle.domain.access.actor import Actor
from passerelle.domain.followups.instrument import INSTRUMENTS, Instrument
from passerelle.domain.followups.survey import Result, result_of
from passerelle.domain.followups.survey_counts import SurveyFigures, survey_figures
from passerelle.queries.home.waves import WHY, WavePage, counted_scheme, wave_page
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


@dataclass(frozen=True, slots=True)
class VersionFigures:
    """The figures of one version of the questions; ``source`` of its weights, empty where none are loaded."""

    instrument: Instrument
    figures: SurveyFigures
    source: str


@dataclass(frozen=True, slots=True)
class SurveyCounts:
    """The figures of a scheme; ``whole``: the reader may read the people, so nothing is kept back."""

    scheme: str
    versions: tuple[VersionFigures, ...]
    whole: bool


def survey_page(actor: Actor, number: str) -> SurveyPage:
    """The sheets of the case of a wave; ``NotPermitted`` out of reach. Five queries."""
    page = wave_page(actor, number)
    return SurveyPage(page, tuple(_sheets(page.surveys)))


def survey_counts(actor: Actor, code: str) -> SurveyCounts:
    """Figures over the people of a scheme, by version; ``NotPermitted`` out of reach. Three queries.

    Each case counts once, by its newest sheet of a version; versions whose questions are not here are left out.
    """
    scheme, whole = counted_scheme(actor, code)
    rows = Survey.objects.unscoped(WHY).filter(journey__candidate__scheme=scheme)
    newest: dict[tuple[int, str, str], Mapping[str, str]] = {}
    values = rows.order_by("given_on", "pk").values_list(
        "journey_id", "instrument", "instrument_version", "answers"
    )
    for journey, instrument, version, answers in values.iterator(2_000):
        newest[journey, instrument, version] = answers
    weights = _weights()
    found = []
    for known, questions in INSTRUMENTS.items():
        sheets = [answers for (_case, *version), answers in newest.items() if tuple(version) == known]
        by_question, source = weights.get(known, (None, ""))
        results = (result_of(questions, answers, by_question) for answers in sheets)
        if sheets:
            found.append(VersionFigures(questions, survey_figures(results, whole=whole), source))
    return SurveyCounts(code, tuple(found), whole)


def _weights() -> dict[tuple[str, str], tuple[Mapping[str, Decimal], str]]:
    """The newest weights of each version, with their source. One query."""
    rows = SurveyWeights.objects.order_by("loaded_at", "pk")
    return {
        (row.instrument, row.instrument_version): (
            {code: Decimal(said) for code, said in row.facts.items()},
            row.source,
        )
        for row in rows
    }


def _sheets(surveys: Iterable[Survey]) -> Iterable[Sheet]:
    weights = _weights()
    for survey in surveys:
        version = (survey.instrument, survey.instrument_version)
        instrument = INSTRUMENTS.get(version)
        by_question, source = weights.get(version, (None, ""))
        result = result_of(instrument, survey.answers, by_question) if instrument else None
        yield Sheet(survey, result, source)
