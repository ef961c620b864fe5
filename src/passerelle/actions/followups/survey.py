"""An answer sheet of the survey of reintegration is kept; weights with a source are loaded."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from passerelle.actions.followups.answer import HOW
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.followups.instrument import CURRENT
from passerelle.domain.followups.survey import checked_sheet
from passerelle.domain.followups.weights import Weights
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.followups.models import Survey, SurveyWeights, Wave
from passerelle.records.journeys.models import Journey


def record_survey(
    actor: Actor, number: str, answers: Mapping[str, str], *, given_on: date, how: str, key: str | None = None
) -> Survey:
    """Keep what the person of a wave said, with instrument and version; earlier sheets stay.

    Refused with ``unknown_question``, ``unknown_answer``, ``nothing_answered`` or ``future``.
    """
    content = [number, dict(answers), given_on.isoformat(), how]
    with writing(actor, "follow_up.survey", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        rows = Wave.objects.visible_to(actor).select_related(
            "journey__candidate__person", "journey__candidate__scheme"
        )
        wave = rows.filter(number=number).first()
        if wave is None:
            raise NotPermitted(number)
        candidate = wave.journey.candidate
        actor.must(Permission.FOLLOW_UP_WRITE, scheme=candidate.scheme_id)
        if note.replayed:
            return Survey.objects.visible_to(actor).get(number=note.answer)
        _must_hold(given_on, how)
        sheet = keep_sheet(note, wave.journey, answers, given_on=given_on, how=how, taken_by=actor.id)
        note.about(wave.number)
        return sheet


def keep_sheet(
    note: Writing,
    journey: Journey,
    answers: Mapping[str, str],
    *,
    given_on: date,
    how: str,
    taken_by: int | None = None,
) -> Survey:
    """One more answer sheet of a case that the caller has reached, with its candidate, person and scheme."""
    sheet = Survey.objects.create(
        journey=journey,
        instrument=CURRENT.code,
        instrument_version=CURRENT.version,
        given_on=given_on,
        channel=how,
        answers=checked_sheet(CURRENT, answers),
        taken_by_id=taken_by,
        recorded_at=timezone.now(),
    )
    candidate = journey.candidate
    note.answer, note.scheme_code = sheet.number, candidate.scheme.code
    note.about(sheet.number, journey.number, candidate.person.number)
    note.details = {"instrument": CURRENT.code, "version": CURRENT.version}
    return sheet


def load_weights(actor: Actor, weights: Weights) -> bool:
    """Keep weights that are new; whether they were. The same file a second time changes nothing."""
    with writing(actor, "follow_up.weights", purpose=Purpose.OVERSIGHT) as note:
        actor.must(Permission.CLASSIFICATION_LOAD)
        facts = {code: str(weight) for code, weight in weights.by_question.items()}
        mark = digest([weights.instrument, weights.version, weights.source, facts])
        _row, made = SurveyWeights.objects.get_or_create(
            digest=mark,
            defaults={
                "instrument": weights.instrument,
                "instrument_version": weights.version,
                "source": weights.source,
                "facts": facts,
                "loaded_at": timezone.now(),
            },
        )
        note.details = {"created": made}
        return made


def _must_hold(given_on: date, how: str) -> None:
    if how not in HOW:
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."), column="how")])
    if given_on > timezone.localdate():
        hint = Text("Write the day on which the person answered.")
        raise Refused([Problem("future", Text("This day has not come yet."), hint, column="given_on")])
