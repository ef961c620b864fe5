"""Waiting messages: each is sent once; after five failures it is parked for the operator."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from passerelle.actions.queue.wordings import own_wording
from passerelle.domain.journey.channels import channel_for
from passerelle.domain.letters.kinds import CONFIDENTIAL
from passerelle.domain.letters.places import Wording
from passerelle.gateways.channels import CHANNELS, NOT_TAKEN
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.outbox.models import Message

TRIES = 5
SECRET = frozenset({"sign_in_code"})
WHY = "the post office knows everybody's address"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in the recipient's language."""

    subject: str
    body: str


# Template, facts, language, and the scheme's own words where it has some.
Compose = Callable[[str, Mapping[str, object], str, Wording | None], Letter]


def due_messages(*, now: datetime) -> list[int]:
    """Messages whose turn it is, oldest first: at once, then after 1, 4, 9 and 16 minutes."""
    rows = Message.objects.filter(sent_at=None, tries__lt=TRIES).order_by("created_at", "pk")
    return [
        pk
        for pk, created, tries in rows.values_list("pk", "created_at", "tries")[:200]
        if created + timedelta(minutes=tries**2) <= now
    ]


def deliver(message: int, compose: Compose, *, now: datetime) -> bool:
    """Send one message; false when somebody else has it, or when it failed and will be tried again.

    The row stays locked while the mail goes out, so that two workers never send it twice.
    """
    with transaction.atomic():
        locked = Message.objects.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        )
        row = locked.filter(pk=message, sent_at=None, tries__lt=TRIES).first()
        if row is None:
            return False
        _try(row, compose, now)
        row.save(update_fields=["sent_at", "tries", "fault", "facts", "channel", "language"])
        return row.sent_at is not None


def _try(row: Message, compose: Compose, now: datetime) -> None:
    way = _way(row)
    if way is None:
        row.tries, row.fault = TRIES, "no address"
        return
    row.tries += 1
    try:
        own = own_wording(row.scheme_code, row.facts, row.template, row.language)
        letter = compose(row.template, row.facts, row.language, own)
        channel, address = way
        CHANNELS[channel](address, letter.subject, letter.body)
    except (*NOT_TAKEN, KeyError) as error:
        row.fault = f"{type(error).__name__}: {error}"[:200]
        return
    row.sent_at, row.fault, row.channel = now, "", channel
    if row.template in SECRET:
        row.facts = {}  # a code is nobody's to read once it is on its way


def _way(row: Message) -> tuple[str, str] | None:
    """The channel and the address: of a person as they prefer, in the language that they chose last."""
    if "@" in row.recipient:
        return "email", row.recipient
    if row.recipient.startswith("+"):
        return "sms", row.recipient
    person = Person.objects.unscoped(WHY).filter(number=row.recipient).first()
    if person is None:
        return None
    row.language = person.language or row.language
    # A link is the key to a page of one's own: no third hand carries it on paper.
    letter = "" if "link" in row.facts or row.template in CONFIDENTIAL else _service_of(person)
    return channel_for(person.channel, email=person.email, phone=person.phone, letter=letter)


def _service_of(person: Person) -> str:
    """The service that brought the person last and would hand a letter over, with whom it is for."""
    if person.channel != "letter":
        return ""
    rows = Candidate.objects.unscoped(WHY).filter(person=person, brought_by__isnull=False).order_by("-pk")
    service = rows.values_list("brought_by__number", flat=True).first()
    return f"{service}.{person.number}" if service else ""
