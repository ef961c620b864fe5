"""A paper was opened by one who is to sign it."""

from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.records.signing.models import Signature


def note_opened(actor: Actor, signature: int) -> None:
    """Note the first time a party opened the text; later openings change nothing."""
    row = Signature.objects.select_related("paper__scheme").get(pk=signature)
    if row.read_at is not None:
        return
    with writing(actor, "paper.open", purpose=Purpose.JOURNEY) as note:
        note.scheme_code = row.paper.scheme.code
        note.about(row.paper.number)
        Signature.objects.filter(pk=signature, read_at__isnull=True).update(read_at=timezone.now())
