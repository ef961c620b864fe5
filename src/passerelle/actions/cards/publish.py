"""The list of revoked cards, signed by the key of the day, for whoever checks without asking here."""

from datetime import datetime

from django.utils import timezone

from passerelle.actions.cards.keys import private_key
from passerelle.domain.cards.card import REVOKED_FORM, signed_bytes
from passerelle.gateways.card_signing import sign
from passerelle.records.cards.models import Card, CardKey


def revocation_list(*, at: datetime) -> dict[str, object]:
    """Form, day, numbers of revoked cards, key and signature; without a key there is nothing to sign yet."""
    revoked = Card.objects.unscoped("numbers only: they say nothing about anybody").filter(
        revoked_at__isnull=False
    )
    key = CardKey.objects.filter(retired_at__isnull=True).first()
    listed: dict[str, object] = {
        "form": REVOKED_FORM,
        "issued_on": timezone.localdate(at).isoformat(),
        "cards": list(revoked.order_by("number").values_list("number", flat=True)),
        "key": key.name if key else "",
    }
    return {"payload": listed, "signature": sign(private_key(key), signed_bytes(listed)) if key else ""}
