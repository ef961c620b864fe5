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
from passerelle.domain.training.codes import REVOKED
from passerelle.records.dossiers.models import Attestation


def revoke_attestation(
    actor: Actor,
    number: str,
    *,
    code: str,
    because: str = "",
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Revoke it for a coded reason; what it brought leaves the profile, and matching no longer counts it.

    The person is told. Frozen runs stay as they were. Refused with ``unknown_code``, ``reason_missing``
    (another reason needs a sentence), ``already_revoked`` or ``stale``.
    """
    content = [number, code, because]
    with writing(actor, "attestation.revoke", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        rows = Attestation.objects.visible_to(actor).filter(number=number).select_for_update(of=("self",))
        row = rows.select_related("candidate__person", "candidate__scheme").first()
        if row is None or not actor.may(Permission.TRAINING_WRITE, scheme=row.candidate.scheme_id):
            raise NotPermitted(number)
        must_be_version(row, version)
        if row.revoked_on is not None:
            raise refusal("already_revoked", Text("This attestation was revoked already."))
        if code not in REVOKED:
            raise refusal("unknown_code", Text("There is no such reason."), column="code")
        if code == "other" and not because.strip():
            hint = Text("One sentence is enough.")
            raise refusal("reason_missing", Text("Another reason needs a sentence."), hint, column="because")
        attesting.revoke(note, [row], code=code, because=because.strip(), by=actor.id, at=timezone.now())
        scheme, person = row.candidate.scheme, row.candidate.person
        note.tell(person.number, "attestation_revoked", {"scheme": scheme.name}, language=person.language)
        note.scheme_code = scheme.code
        note.details = {"code": code}
