"""People are told that a document of theirs runs out: one by one, or many at once from the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.permits.reach import journeys_for, refusal, scheme_of
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.journey.channels import channel_for
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.dossiers.models import ExpiryReminder


@dataclass(frozen=True, slots=True)
class RunsOut:
    """A document of a case: its number, what it is, its last day."""

    journey: str
    about: str
    code: str
    expires_on: date


def remind_expiring(actor: Actor, documents: Sequence[RunsOut], *, key: str | None = None) -> int:
    """Tell each person of their documents by the way they prefer; how many documents were told.

    Whoever cannot be reached is left out. Refused with ``nothing_chosen`` or ``nobody_to_remind``. Constant
    queries.
    """
    content = [[one.journey, one.about, one.code, one.expires_on.isoformat()] for one in documents]
    with writing(actor, "document.remind", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        if not documents:
            raise refusal("nothing_chosen", Text("Choose at least one document."))
        cases = {one.number: one for one in journeys_for(actor, sorted({one.journey for one in documents}))}
        now = timezone.now()
        reached = [one for one in documents if _can_be_reached(cases[one.journey].candidate)]
        rows = [
            ExpiryReminder(
                journey=cases[one.journey],
                about=one.about,
                code=one.code,
                expires_on=one.expires_on,
                at=now,
                by_id=actor.id,
            )
            for one in reached
        ]
        if not rows:
            hint = Text("Record an address or a telephone number of the person.")
            raise refusal("nobody_to_remind", Text("There is nobody to remind."), hint)
        ExpiryReminder.objects.bulk_create(rows, batch_size=500)
        _tell(note, rows)
        note.scheme_code = scheme_of(cases.values())
        note.answer = len(rows)
        return len(rows)


def _tell(note: Writing, rows: Sequence[ExpiryReminder]) -> None:
    """One message for a case, with the first day; which document it is stands on the person's page only."""
    first: dict[str, ExpiryReminder] = {}
    for row in sorted(rows, key=lambda one: one.expires_on):
        first.setdefault(row.journey.number, row)
        note.about(row.journey.number, row.journey.candidate.number, row.about)
    for row in first.values():
        person, scheme = row.journey.candidate.person, row.journey.candidate.scheme
        facts: dict[str, object] = {"scheme": scheme.name, "until": row.expires_on.isoformat()}
        note.tell(person.number, "document_expiring", facts, language=person.language, scheme=scheme.code)


def _can_be_reached(candidate: Candidate) -> bool:
    person, service = candidate.person, f"{candidate.brought_by_id or ''}"
    way = channel_for(person.channel, email=person.email, phone=person.phone, letter=service)
    return way is not None
