"""The frame of every action: one transaction, one event, one answer for one key."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.audit.models import Event, Receipt, Subject
from passerelle.records.masks import seeing_all
from passerelle.records.outbox.models import Message

_SILENT: ContextVar[bool] = ContextVar("writes to nobody", default=False)


@contextmanager
def without_letters() -> Iterator[None]:
    """Inside, actions put nothing into the outbox: what is replayed with invented people is told to nobody."""
    before = _SILENT.set(True)
    try:
        yield
    finally:
        _SILENT.reset(before)


@dataclass
class Writing:
    """What an action notes while it writes; the frame saves it in the same transaction."""

    replayed: bool = False
    answer: object = None  # JSON; what a repeat of the same request is given
    scheme_code: str = ""
    subjects: list[str] = field(default_factory=list)  # public numbers
    details: dict[str, object] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    def about(self, *numbers: str) -> None:
        """Name the public numbers this action touches."""
        self.subjects.extend(numbers)

    def tell(
        self,
        recipient: str,
        template: str,
        facts: dict[str, object],
        *,
        language: str = "en",
        scheme: str = "",
    ) -> None:
        """Put a message into the outbox; it is sent after the transaction.

        ``scheme`` is the code of the scheme that speaks, where the writing concerns several of them.
        """
        row = Message(recipient=recipient, template=template, facts=facts, language=language or "en")
        row.scheme_code = scheme
        self.messages.append(row)


@contextmanager
def writing(
    actor: Actor, action: str, *, purpose: Purpose, key: str | None = None, content: object = None
) -> Iterator[Writing]:
    """Open the transaction of an action.

    With a ``key`` (an idempotency key) a repeated request finds ``replayed`` true and ``answer`` as it was;
    the same key with other ``content`` is refused with code ``key_reused``.
    """
    with transaction.atomic(), seeing_all():
        note = Writing()
        receipt = _receipt(actor, action, key, content, note) if key else None
        yield note
        if note.replayed:
            return
        _save_event(actor, action, purpose, note)
        if not _SILENT.get():
            Message.objects.bulk_create(_stamped(note))
        if receipt is not None:
            receipt.answer = note.answer
            receipt.save(update_fields=["answer"])


def _receipt(actor: Actor, action: str, key: str, content: object, note: Writing) -> Receipt | None:
    account = str(actor.id) if actor.id else actor.name
    wanted = digest([action, content])
    try:
        # A savepoint: on PostgreSQL a racing twin waits here until the first one has committed.
        with transaction.atomic():
            return Receipt.objects.create(
                account=account, key=key, action=action, content=wanted, at=timezone.now()
            )
    except IntegrityError:
        first = Receipt.objects.get(account=account, key=key)
    if first.content != wanted:
        message = Text("This request was already sent with other content.")
        raise Refused([Problem("key_reused", message, Text("Open the page again and repeat your change."))])
    note.replayed, note.answer = True, first.answer
    return None


def _save_event(actor: Actor, action: str, purpose: Purpose, note: Writing) -> None:
    record_event(
        actor, action, purpose, scheme_code=note.scheme_code, subjects=note.subjects, details=note.details
    )


def record_event(  # an event has these six facts
    actor: Actor,
    action: str,
    purpose: Purpose,
    *,
    scheme_code: str = "",
    subjects: Iterable[str] = (),
    details: dict[str, object] | None = None,
) -> Event:
    """Write one event with its subjects; call inside a transaction."""
    numbers = sorted(set(subjects))
    event = Event.objects.create(
        at=timezone.now(),
        actor_id=actor.id,
        action=action,
        purpose=purpose,
        scheme_code=scheme_code,
        # A list of thousands stays countable in the event and findable through its subject rows.
        subjects=numbers[:50],
        details={**(details or {}), "subjects": len(numbers)},
    )
    Subject.objects.bulk_create((Subject(event=event, number=number) for number in numbers), batch_size=2_000)
    return event


def _stamped(note: Writing) -> list[Message]:
    now = timezone.now()
    for message in note.messages:
        message.created_at = now
        message.scheme_code = message.scheme_code or note.scheme_code
    return note.messages
