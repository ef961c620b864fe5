"""A person's own recognition files: before which authority, its clock, what is missing, what was decided."""

from dataclasses import dataclass
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.queries.cases.dossiers import Checklist, checklist_of
from passerelle.queries.own.permits import ITEMS
from passerelle.queries.own.tasks import people_of
from passerelle.queries.training.recognition import FileLine, lines_of
from passerelle.records.dossiers.models import Dossier
from passerelle.records.recognition.models import Measure, RecognitionFile


@dataclass(frozen=True, slots=True)
class OwnRecognition:
    """One file as its person reads it."""

    file: RecognitionFile
    line: FileLine
    papers: Checklist
    measures: tuple[Measure, ...]


def own_recognitions(actor: Actor, *, on: date) -> list[OwnRecognition]:
    """The person's recognition files, newest first. Six queries."""
    rows = RecognitionFile.objects.visible_to(actor).filter(candidate__person__number__in=people_of(actor))
    files = list(rows.select_related("candidate__person", "candidate__scheme").order_by("-opened_on", "-pk"))
    dossiers = Dossier.objects.visible_to(actor).filter(pk__in=[one.dossier_id for one in files])
    joined = dossiers.select_related("scheme", "candidate__person", "person").prefetch_related(ITEMS)
    papers = {one.pk: checklist_of(actor, one, on=on) for one in joined}
    measures: dict[int, list[Measure]] = {one.pk: [] for one in files}
    for measure in Measure.objects.filter(file__in=files):
        measures[measure.file_id].append(measure)
    return [
        OwnRecognition(file, line, papers[file.dossier_id], tuple(measures[file.pk]))
        for file, line in zip(files, lines_of(files, on=on), strict=True)
    ]
