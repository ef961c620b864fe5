"""A person agrees that later schemes may find her profile, renews it, or takes the agreement back."""

from django.utils import timezone

from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.records.alumni.models import Alumna
from passerelle.records.candidates.models import Person


def agree(actor: Actor, wording: str, *, key: str | None = None) -> Alumna:
    """Keep a copy of her profile as it is now, with the sentence that she agreed to."""
    with writing(actor, "alumni.agree", purpose=Purpose.ALUMNI, key=key, content=wording) as note:
        person = _own(actor)
        row = Alumna.objects.visible_to(actor).filter(person=person).first() or Alumna(person=person)
        if note.replayed:
            return row
        row.given_at, row.withdrawn_at, row.wording = timezone.now(), None, wording[:500]
        row.occupations, row.skills, row.languages = person.occupations, person.skills, person.languages
        row.region = person.region or ""
        row.name = f"{person.given_name} {person.family_name}".strip()[:240]
        row.email, row.phone, row.language = person.email, person.phone, person.language
        row.is_synthetic = person.is_synthetic
        save_next(row)
        note.about(row.number, person.number)
        return row


def take_back(actor: Actor) -> None:
    """Her profile is blank at once; only that there was an agreement, and from when to when, stays."""
    with writing(actor, "alumni.take_back", purpose=Purpose.ALUMNI) as note:
        person = _own(actor)
        rows = (
            Alumna.objects.visible_to(actor)
            .select_for_update()
            .filter(person=person, withdrawn_at__isnull=True)
        )
        row = rows.first()
        if row is None:
            return
        row.withdrawn_at = timezone.now()
        row.occupations = row.skills = row.languages = None
        row.wording = row.region = row.name = row.email = row.phone = row.language = ""
        save_next(row)
        note.about(row.number, person.number)


def _own(actor: Actor) -> Person:
    actor.must(Permission.OWN_ACT)
    people = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    person = Person.objects.visible_to(actor).select_for_update().filter(number__in=people).first()
    if person is None:
        raise NotPermitted(Permission.OWN_ACT)
    return person
