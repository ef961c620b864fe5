"""The documents behind an employer's checks: a dossier of the employer in a scheme, opened once."""

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import About, Asked, open_dossier
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.employers.checks import CHECKS
from passerelle.records.dossiers.models import Dossier
from passerelle.records.employers.models import EmployerFile

KIND = "employer_check"
# One document for each check, and the lodging where the employer offers it.
PAPERS = (*(Asked(code) for code in CHECKS), Asked("lodging", needed=False))


def open_check_papers(actor: Actor, file_number: str, *, key: str | None = None) -> str:
    """The dossier of an employer's file, by the employer itself or the team; its number."""
    with writing(actor, "employer.papers", purpose=Purpose.RECRUITMENT, key=key, content=file_number) as note:
        if note.replayed:
            return str(note.answer)
        rows = EmployerFile.objects.visible_to(actor).filter(number=file_number)
        file = rows.select_related("scheme", "organisation").select_for_update(of=("self",)).first()
        if file is None or not actor.may(Permission.EMPLOYER_WRITE, scheme=file.scheme_id):
            raise NotPermitted(file_number)
        held = Dossier.objects.visible_to(actor).filter(
            kind=KIND, scheme=file.scheme, organisation=file.organisation, closed_on__isnull=True
        )
        about = About(file.scheme, organisation=file.organisation)
        dossier = held.first() or open_dossier(note, KIND, PAPERS, about=about, at=timezone.now())
        note.scheme_code, note.answer = file.scheme.code, dossier.number
        note.about(file.number, file.organisation.number, dossier.number)
        return dossier.number
