"""Where messages of a wave go: the person as she prefers, else the contact that follow-up keeps for itself."""

from passerelle.domain.journey.channels import channel_for
from passerelle.records.candidates.models import Person
from passerelle.records.followups.models import Contact


def recipient_of(person: Person, contact: Contact | None) -> tuple[str, str]:
    """Recipient and language of a message; an empty recipient when nobody knows an address.

    Letters are left out: a link is the key to a page of one's own, and no third hand carries it.
    """
    if channel_for(person.channel, email=person.email, phone=person.phone):
        return person.number, person.language or "en"
    if contact is None:
        return "", person.language or "en"
    way = channel_for(contact.channel, email=contact.email, phone=contact.phone)
    return (way[1] if way else ""), contact.language or person.language or "en"
