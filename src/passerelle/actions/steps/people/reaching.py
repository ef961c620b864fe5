"""Where messages of a later room go: the person as she prefers, else the address that the room keeps itself."""

from typing import Protocol

from passerelle.domain.journey.channels import channel_for
from passerelle.records.candidates.models import Person


class Kept(Protocol):
    """An address that a purpose keeps for itself, so that recruitment can forget its own."""

    email: str
    phone: str
    language: str
    channel: str


def recipient_of(person: Person, kept: Kept | None) -> tuple[str, str]:
    """Recipient and language of a message; an empty recipient when nobody knows an address.

    Letters are left out: a link is the key to a page of one's own, and no third hand carries it.
    """
    if channel_for(person.channel, email=person.email, phone=person.phone):
        return person.number, person.language or "en"
    if kept is None:
        return "", person.language or "en"
    way = channel_for(kept.channel, email=kept.email, phone=kept.phone)
    return (way[1] if way else ""), kept.language or person.language or "en"
