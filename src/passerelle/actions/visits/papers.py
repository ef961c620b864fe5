"""Photos and proofs of visits, findings and audits: documents of a dossier like all others."""

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import About, add_document, open_dossier
from passerelle.actions.steps.files.keeping import keeping
from passerelle.actions.steps.writing import Writing, writing
from passerelle.actions.visits.planning import open_visit
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.dossier_kinds import AUDIT_PROOF, CORRECTION, TEAM_CORRECTION, VISIT_PHOTOS
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways import documents
from passerelle.records.dossiers.models import DossierItem
from passerelle.records.visits.models import AuditCase, Finding, Visit

WHY = "the action above has reached what the paper is about"
CODES = {VISIT_PHOTOS: "visit_photo", AUDIT_PROOF: "audit_proof"}


def add_photo(
    actor: Actor, number: str, upload: documents.Upload | None, *, key: str | None = None
) -> DossierItem:
    """A photo or paper of a visit, read by officers without a tie to the host alone; refused: ``no_file``."""
    with keeping(upload) as kept:
        if kept is None:
            raise Refused([Problem("no_file", Text("Choose a file."), column="file")])
        content = [number, kept.digest]
        with writing(actor, "visit.photo", purpose=Purpose.PROTECTION, key=key, content=content) as note:
            row = open_visit(actor, number, None)
            if note.replayed:
                return DossierItem.objects.get(number=str(note.answer))
            item = add_paper(note, row, actor, kept)
            note.scheme_code, note.answer = row.scheme.code, item.number
            note.about(row.number)
    return item


def add_paper(
    note: Writing, row: Visit | Finding | AuditCase, actor: Actor, kept: documents.Kept
) -> DossierItem:
    """One more document about a visit, a correction or an audit's case; its dossier begins with the first."""
    kind, about = _kind(row), _where(row)
    at = timezone.now()
    if row.dossier is None:
        row.dossier = open_dossier(note, kind, [], about=about, at=at)
        type(row).objects.unscoped(WHY).filter(pk=row.pk).update(dossier=row.dossier)
    needed = kind != VISIT_PHOTOS  # nobody must look at a photo a second time; at a proof somebody must
    code = CODES.get(kind, "correction_proof")
    note.details = {"digest": kept.digest}
    return add_document(note, row.dossier, code, by=actor.id, at=at, kept=kept, needed=needed)


def _kind(row: Visit | Finding | AuditCase) -> str:
    if isinstance(row, Visit):
        return VISIT_PHOTOS
    if isinstance(row, AuditCase):
        return AUDIT_PROOF
    return CORRECTION if row.owner == "employer" else TEAM_CORRECTION


def _where(row: Visit | Finding | AuditCase) -> About:
    if isinstance(row, AuditCase):
        return About(row.audit.scheme, organisation=row.host)
    visit = row.visit if isinstance(row, Finding) else row
    return About(visit.scheme, organisation=visit.host)
