"""What an answer sheet of the survey of reintegration comes to: dimensions, composite and band."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from passerelle.domain.followups.instrument import DIMENSIONS, NOT_SAID, Instrument, Question
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

HIGH_NEED, MEDIUM_NEED, LOW_NEED = "high", "medium", "low"
# Bands of help of the same survey, reported and not compared with its official text.
BELOW_IS_HIGH, FROM_IS_LOW = Decimal("0.33"), Decimal("0.66")


@dataclass(frozen=True, slots=True)
class DimensionValue:
    """The unweighted mean of the answered questions of a dimension, 0 to 1; ``None``: none was answered."""

    dimension: str
    unweighted_mean: Decimal | None
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Result:
    """Three dimensions; a composite and its band only by weights that have a source.

    ``weight_answered``: the share of the weights, 0 to 1, whose questions were answered.
    """

    dimensions: tuple[DimensionValue, ...]
    composite: Decimal | None
    weight_answered: Decimal | None
    band: str | None


def checked_sheet(instrument: Instrument, given: Mapping[str, str]) -> dict[str, str]:
    """The answers by question, open ones left out; *does not say* stays as it was said.

    Refused with ``unknown_question``, ``unknown_answer`` or ``nothing_answered``.
    """
    kept = {code: said.strip() for code, said in given.items() if said.strip()}
    known = {one.code: one for one in instrument.questions}
    problems = []
    for code, said in kept.items():
        if code not in known:
            problems.append(Problem("unknown_question", Text("The survey has no such question."), column=code))
        elif said != NOT_SAID and said not in known[code].values:
            problems.append(Problem("unknown_answer", Text("Choose one of the answers."), column=code))
    if not kept:
        hint = Text("One answer is enough.")
        problems.append(Problem("nothing_answered", Text("Nothing is answered yet."), hint))
    if problems:
        raise Refused(problems)
    return {code: kept[code] for code in known if code in kept}


def result_of(
    instrument: Instrument, answers: Mapping[str, str], weights: Mapping[str, Decimal] | None
) -> Result:
    """What the answers come to; a question that is open or not said counts nowhere, never as 0."""
    values = {one.code: value for one in instrument.questions if (value := _value(one, answers)) is not None}
    dimensions = tuple(_dimension(instrument, name, values) for name in DIMENSIONS)
    composite, share = _composite(values, weights) if weights else (None, None)
    return Result(dimensions, composite, share, band_of(composite))


def band_of(composite: Decimal | None) -> str | None:
    """The band of a weighted composite; ``None`` where there is none."""
    if composite is None:
        return None
    if composite < BELOW_IS_HIGH:
        return HIGH_NEED
    return LOW_NEED if composite >= FROM_IS_LOW else MEDIUM_NEED


def places_for(composite: Decimal, *, least: int) -> int:
    """How many decimals show a composite without contradicting its band: 0.328 is not 0.33."""
    exact = max(least, -int(composite.as_tuple().exponent))
    rounded = ((one, composite.quantize(Decimal(1).scaleb(-one), ROUND_HALF_UP)) for one in range(least, exact))
    return next((places for places, shown in rounded if band_of(shown) == band_of(composite)), exact)


def _value(question: Question, answers: Mapping[str, str]) -> Decimal | None:
    return question.values.get(answers.get(question.code, NOT_SAID))


def _dimension(instrument: Instrument, name: str, values: Mapping[str, Decimal]) -> DimensionValue:
    codes = [one.code for one in instrument.questions if one.dimension == name]
    said = [values[code] for code in codes if code in values]
    mean = sum(said, Decimal(0)) / len(said) if said else None
    return DimensionValue(name, mean, len(said), len(codes))


def _composite(values: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> tuple[Decimal | None, Decimal]:
    """The weighted mean over what was answered, and the share of the weights that it stands on."""
    answered = sum((weights.get(code, Decimal(0)) for code in values), Decimal(0))
    if not answered:
        return None, answered
    total = sum((weights.get(code, Decimal(0)) * value for code, value in values.items()), Decimal(0))
    return total / answered, answered
