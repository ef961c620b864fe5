"""How a person is told, and the last thing that they were told."""

from dataclasses import dataclass

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.journey.channels import ways_open
from passerelle.domain.letters.kinds import CONFIDENTIAL
from passerelle.queries.own.tasks import people_of
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.outbox.models import Message

WHY = "the account is the person's own"
SECRET = ("sign_in_code", *CONFIDENTIAL)  # a code is nobody's to read again


@dataclass(frozen=True, slots=True)
class OwnReach:
    """The person, the channels that an address is known for, and the last message."""

    person: Person
    ways: tuple[str, ...]
    last: Message | None


def own_reach(actor: Actor) -> OwnReach:
    """Of the signed-in person. Three queries; also for somebody who only began to apply."""
    person = Person.objects.unscoped(WHY).filter(number__in=people_of(actor)).order_by("pk").first()
    if person is None:
        raise NotPermitted(Permission.OWN_READ)
    brought = Candidate.objects.unscoped(WHY).filter(person=person, brought_by__isnull=False).exists()
    ways = ways_open(email=person.email, phone=person.phone, letter="service" if brought else "")
    return OwnReach(person, ways, last_message(person.number))


def last_message(person: str) -> Message | None:
    """The newest message to a person who was reached before. One query."""
    return Message.objects.filter(recipient=person).exclude(template__in=SECRET).order_by("-pk").first()


def letters_to_hand_over(actor: Actor) -> list[tuple[Message, Person]]:
    """Letters that went to the actor's own service to be handed over, newest first. Two queries."""
    own = [grant.organisation for grant in actor.granting(Permission.SELECTION_WRITE) if grant.organisation]
    rows = Candidate.objects.visible_to(actor).filter(brought_by__in=own).select_related("person")
    people = {row.person.number: row.person for row in rows.filter(person__channel="letter")}
    sent = Message.objects.filter(recipient__in=list(people), channel="letter").exclude(template__in=SECRET)
    return [(row, people[row.recipient]) for row in sent.order_by("-pk")[:200]]
