"""A document is handed in: by the person, or by staff for them."""

from datetime import date

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import receive
from passerelle.actions.steps.files.exits import last_valid_day
from passerelle.actions.steps.files.keeping import keeping
from passerelle.actions.steps.versions import must_be_version
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.dossier_kinds import purpose_of
from passerelle.gateways import documents
from passerelle.records.dossiers.rights import dossier_item, may_hand_in


def hand_in(  # noqa: PLR0913  # what, its file, its days
    actor: Actor,
    number: str,
    *,
    upload: documents.Upload | None = None,
    issued_on: date | None = None,
    expires_on: date | None = None,
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Record a document with its file (or ``None``: on paper); the file is dropped when the record fails.

    Refused with the faults of the file, ``dates-out-of-order``, ``no_issue_date`` (an exit paper whose age
    counts), ``dossier_closed`` or ``stale``.
    """
    item = dossier_item(actor, number)
    if not may_hand_in(actor, item.dossier):
        raise NotPermitted(number)
    with keeping(upload) as kept:
        content = [number, kept.digest if kept else None, str(issued_on), str(expires_on)]
        purpose = purpose_of(item.dossier.kind)
        with writing(actor, "document.hand_in", purpose=purpose, key=key, content=content) as note:
            if note.replayed:
                return
            item = dossier_item(actor, number)
            must_be_version(item, version)
            last = last_valid_day(item, issued_on, expires_on)
            receive(note, item, by=actor.id, at=timezone.now(), kept=kept, issued_on=issued_on, expires_on=last)
            note.scheme_code = item.dossier.scheme.code
            note.details = {"code": item.code, "digest": kept.digest if kept else None}
            if (person := item.dossier.whose) is not None:
                note.about(person.number)
