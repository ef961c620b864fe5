"""Deficits that the authority found, and the measures that make up for them."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from passerelle.actions.recognition.reach import file_for, refusal
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.recognition.models import Measure, RecognitionFile


def note_deficits(
    actor: Actor, number: str, deficits: Sequence[str], *, version: int | None = None, key: str | None = None
) -> None:
    """Keep what the authority found missing; an empty list says that nothing is."""
    found = [one.strip() for one in deficits if one.strip()]
    with writing(
        actor, "recognition.deficits", purpose=Purpose.JOURNEY, key=key, content=[number, found]
    ) as note:
        if note.replayed:
            return
        file = file_for(actor, number)
        must_be_version(file, version)
        file.deficits = found
        save_next(file)
        note.scheme_code = file.candidate.scheme.code
        note.about(number, file.candidate.person.number)


def add_measure(  # noqa: PLR0913  # what, how long, until when
    actor: Actor,
    number: str,
    *,
    kind: str,
    title: str,
    hours: int | None = None,
    due_on: date | None = None,
    key: str | None = None,
) -> str:
    """Add a course, exam or supervised practice; refused with ``unknown_kind`` or ``title_missing``."""
    content = [number, kind, title, hours, str(due_on)]
    with writing(actor, "recognition.measure", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        file = file_for(actor, number)
        if kind not in Measure.Kind.values:
            raise refusal("unknown_kind", Text("There is no such kind of measure."), column="kind")
        if not title.strip():
            raise refusal("title_missing", Text("The measure has no title."), column="title")
        measure = Measure.objects.create(file=file, kind=kind, title=title.strip(), hours=hours, due_on=due_on)
        note.scheme_code = file.candidate.scheme.code
        note.about(number, measure.number, file.candidate.person.number)
        note.answer = measure.number
        return measure.number


def measure_done(actor: Actor, number: str, *, on: date, key: str | None = None) -> str:
    """A measure is done; the answer is its file's number. Refused with ``in_the_future``."""
    content = [number, on.isoformat()]
    with writing(actor, "recognition.measure_done", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        visible = RecognitionFile.objects.visible_to(actor)
        rows = Measure.objects.filter(number=number, file__in=visible)
        measure = rows.select_related("file__candidate__person", "file__candidate__scheme").first()
        if measure is None:
            raise NotPermitted(number)
        candidate = measure.file.candidate
        actor.must(Permission.RECOGNITION_WRITE, scheme=candidate.scheme_id)
        if on > timezone.localdate():
            raise refusal("in_the_future", Text("%(day)s has not come yet.", {"day": on}), column="on")
        measure.done_on = on
        save_next(measure)
        note.scheme_code = candidate.scheme.code
        note.about(number, measure.file.number, candidate.person.number)
        note.answer = measure.file.number
        return measure.file.number
