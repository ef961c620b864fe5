"""What a request with this key was answered, for a page that is sent twice."""

from passerelle.domain.access.actor import Actor
from passerelle.records.audit.models import Receipt


def answered(actor: Actor, key: str) -> object:
    """The answer kept for this actor's key; ``None`` when there is none."""
    account = str(actor.id) if actor.id else actor.name
    return Receipt.objects.filter(account=account, key=key).values_list("answer", flat=True).first()
