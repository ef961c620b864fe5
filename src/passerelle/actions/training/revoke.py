"""An attestation is revoked by the scheme's staff."""

from django.utils import timezone

from passerelle.actions.steps.people import attesting
from passerelle.actions.steps.versions import must_be_version
from passerelle.actions.steps.writing import writing
from passerelle.actions.training.reach import refusal
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.dossiers.models import Attestation


def revoke_attestation(
    actor: Actor, number: str, *, because: str, version: int | None = None, key: str | None = None
) -> None:
    """Revoke it with a reason; what it brought leaves the profile, and matching no longer counts it.

    Refused with ``reason_missing``, ``already_revoked`` or ``stale``.
    """
    content = [number, because]
    with writing(actor, "attestation.revoke", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        rows = Attestation.objects.visible_to(actor).filter(number=number)
        row = rows.select_related("candidate__person", "candidate__scheme").first()
        if row is None or not actor.may(Permission.TRAINING_WRITE, scheme=row.candidate.scheme_id):
            raise NotPermitted(number)
        must_be_version(row, version)
        if row.revoked_on is not None:
            raise refusal("already_revoked", Text("This attestation was revoked already."))
        if not because.strip():
            raise refusal("reason_missing", Text("A reason is missing."), column="because")
        attesting.revoke(note, [row], because=because.strip(), at=timezone.now())
        note.scheme_code = row.candidate.scheme.code
