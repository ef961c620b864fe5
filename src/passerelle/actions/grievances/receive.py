"""Text messages that came in: kept once each, for the worker whose number it is, or for hearers to find out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from passerelle.actions.grievances.tell import Told, open_grievance
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.digest import digest
from passerelle.records.candidates.models import Person
from passerelle.records.grievances.models import Grievance

WHY = "a message is joined to the person whose number sent it"


@dataclass(frozen=True, slots=True)
class TextIn:
    """One message: from which number, what, when."""

    phone: str
    body: str
    at: datetime

    @property
    def source(self) -> str:
        """The same message twice has the same digest."""
        return digest([self.phone, self.body, self.at.isoformat()])


def receive_texts(actor: Actor, texts: Iterable[TextIn]) -> int:
    """Keep each message that is not kept yet as a grievance; how many were new.

    A number that two people share joins nobody: a hearer finds out whose word it is.
    """
    actor.must(Permission.GRIEVANCE_ACT)
    kept = 0
    for text in texts:
        if not text.body.strip():
            continue
        with writing(actor, "grievance.receive", purpose=Purpose.PROTECTION) as note:
            if Grievance.objects.unscoped(WHY).filter(source=text.source).exists():
                continue
            people = list(Person.objects.unscoped(WHY).filter(phone=text.phone)[:2])
            person = people[0] if len(people) == 1 else None
            language = person.language if person is not None and person.language else "en"
            told = Told("other", text.body, "both", text.phone, language)
            open_grievance(note, person, told, channel="sms", at=text.at, source=text.source)
            kept += 1
    return kept
