"""Evidence of an activity: a file with its digest, reviewed by somebody else than who handed it in."""

from django.utils import timezone

from passerelle.actions.capacity.files import file_for
from passerelle.actions.steps.files.dossiers import About, add_document, open_dossier
from passerelle.actions.steps.files.keeping import keeping
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.dossier_kinds import CAPACITY
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways import documents
from passerelle.records.capacity.models import Activity, InstitutionFile
from passerelle.records.dossiers.models import Dossier


def add_evidence(actor: Actor, number: str, upload: documents.Upload | None, *, key: str | None = None) -> str:
    """Hand in a list of signatures, a report, minutes; answers the document's number.

    An activity without a line of evidence gets the document's name as one. Refused with ``no_file`` or the
    faults of the file.
    """
    with keeping(upload) as kept:
        if kept is None:
            raise Refused([Problem("no_file", Text("Choose a file."), column="file")])
        content = [number, kept.digest]
        with writing(
            actor, "capacity.evidence", purpose=Purpose.GRANT_EVIDENCE, key=key, content=content
        ) as note:
            if note.replayed:
                return str(note.answer)
            seen = InstitutionFile.objects.visible_to(actor)
            rows = Activity.objects.select_for_update(of=("self",)).filter(number=number, file__in=seen)
            row = rows.select_related("file__organisation").first()
            if row is None:
                raise NotPermitted(number)
            file, at = file_for(actor, row.file.number), timezone.now()
            open_ = Dossier.objects.unscoped("the activity was reached").filter(
                activity=row, closed_on__isnull=True
            )
            about = About(file.scheme, organisation=row.file.organisation, activity=row)
            dossier = open_.first() or open_dossier(note, CAPACITY, [], about=about, at=at)
            item = add_document(note, dossier, "evidence", by=actor.id, at=at, kept=kept)
            if not row.evidence:
                row.evidence = kept.name[:300]
                save_next(row)
            note.scheme_code, note.answer = file.scheme.code, item.number
            note.about(file.number, row.number)
            note.details = {"digest": kept.digest}
            return item.number
