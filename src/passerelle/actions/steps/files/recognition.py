"""Recognition files are opened with their checklist, one or many at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import About, Asked, open_dossiers
from passerelle.actions.steps.writing import Writing
from passerelle.records.candidates.models import Candidate
from passerelle.records.recognition.models import RecognitionFile

WHY = "the action has reached these candidacies"
# What authorities commonly ask; an authority's own list replaces it in the file.
PAPERS = (
    Asked("passport"),
    Asked("diploma"),
    Asked("transcript"),
    Asked("application_form"),
    Asked("translation", needed=False),
    Asked("work_certificate", needed=False),
)


def open_recognitions(
    note: Writing, candidates: Sequence[Candidate], *, at: datetime, facts: Mapping[str, object] | None = None
) -> list[RecognitionFile]:
    """A file and its checklist for each candidacy; three writes whatever their number."""
    about = [About(one.scheme, candidate=one) for one in candidates]
    dossiers = open_dossiers(note, "recognition", PAPERS, about=about, at=at)
    rows = [
        RecognitionFile(candidate=one, dossier=dossier, opened_on=timezone.localdate(at), **(facts or {}))
        for one, dossier in zip(candidates, dossiers, strict=True)
    ]
    made = RecognitionFile.objects.bulk_create(rows, batch_size=1_000)
    note.about(*(row.number for row in made), *(one.person.number for one in candidates))
    return made


def without_open_file(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those candidacies that have no undecided file. One query."""
    rows = RecognitionFile.objects.unscoped(WHY).filter(candidate__in=[one.pk for one in candidates])
    busy = set(rows.filter(outcome__isnull=True).values_list("candidate_id", flat=True))
    return [one for one in candidates if one.pk not in busy]
