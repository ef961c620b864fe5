"""A document is accepted, sent back or waived, by somebody other than who handed it in."""

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import review
from passerelle.actions.steps.versions import must_be_version
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.dossier_kinds import purpose_of
from passerelle.records.dossiers.rights import dossier_item, may_review


def review_document(  # noqa: PLR0913  # a review has these facts
    actor: Actor,
    number: str,
    *,
    verdict: str,
    reason: str = "",
    reason_code: str = "",
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Decide on one document; the person is told when it was sent back.

    Refused with ``own_document``, ``nothing_to_review``, ``reason_missing``, ``unknown_reason``,
    ``document_expired``, ``dossier_closed`` or ``stale``.
    """
    content = [number, verdict, reason, reason_code]
    purpose = purpose_of(dossier_item(actor, number).dossier.kind)
    with writing(actor, "document.review", purpose=purpose, key=key, content=content) as note:
        if note.replayed:
            return
        item = dossier_item(actor, number)
        dossier = item.dossier
        if not may_review(actor, dossier):
            raise NotPermitted(number)
        must_be_version(item, version)
        now = timezone.now()
        review(note, item, by=actor.id, at=now, verdict=verdict, reason=reason, reason_code=reason_code)
        note.scheme_code = dossier.scheme.code
        note.details = {"code": item.code, "verdict": verdict, "reason": reason_code}
        person = dossier.whose
        if person is not None:
            note.about(person.number)
            if verdict == "sent_back":
                facts: dict[str, object] = {"scheme": dossier.scheme.name, "code": item.code, "reason": reason}
                note.tell(person.number, "document_sent_back", facts, language=person.language)
