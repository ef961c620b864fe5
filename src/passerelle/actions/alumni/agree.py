"""A person agrees that later schemes may find her profile, renews it, or takes the agreement back."""

from django.utils import timezone

from passerelle.actions.steps.papers.links import revoke_links_to
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.followups.alumni import CALLS, FACTS, SEASONS, Agreement
from passerelle.records.alumni.models import Alumna, Invitation
from passerelle.records.candidates.models import Person
from passerelle.records.outbox.models import Message
from passerelle.records.signing.models import SignedLink

WHY = "the invitations are the person's own"
LETTER = "alumni_invited"


def agree(actor: Actor, agreement: Agreement) -> Alumna:
    """Keep a copy of what she covers as it is now, with the sentence that she agreed to.

    It carries no key: said twice it keeps the same row, and said again after it was taken back it counts again.
    """
    with writing(actor, "alumni.agree", purpose=Purpose.ALUMNI) as note:
        person = _own(actor)
        row = Alumna.objects.visible_to(actor).filter(person=person).first() or Alumna(person=person)
        if row.pk and row.for_calls and CALLS not in agreement.purposes:
            _end_invitations(row, person)
        row.given_at, row.withdrawn_at, row.wording = timezone.now(), None, agreement.wording[:1_000]
        row.for_calls, row.for_seasons = CALLS in agreement.purposes, SEASONS in agreement.purposes
        row.facts = sorted(agreement.facts)
        for name in FACTS:
            setattr(row, name, getattr(person, name) if name in agreement.facts else None)
        row.region = row.region or ""
        row.name = f"{person.given_name} {person.family_name}".strip()[:240]
        row.email, row.phone, row.language = person.email, person.phone, person.language
        row.channel = person.channel
        row.is_synthetic = person.is_synthetic
        save_next(row)
        note.about(row.number, person.number)
        note.details = {"facts": sorted(agreement.facts), "purposes": sorted(agreement.purposes)}
        return row


def take_back(actor: Actor) -> None:
    """Her profile is blank at once, and no invitation goes on: its link opens nothing, its letter stays here.

    Only that there was an agreement, and from when to when, is kept.
    """
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
        _end_invitations(row, person)
        row.withdrawn_at = timezone.now()
        row.occupations = row.skills = row.languages = None
        row.wording = row.region = row.name = row.email = row.phone = row.language = row.channel = ""
        save_next(row)
        note.about(row.number, person.number)


def _end_invitations(row: Alumna, person: Person) -> None:
    now = timezone.now()
    open_ = Invitation.objects.unscoped(WHY).filter(alumna=row, ended_at__isnull=True)
    revoke_links_to(open_.values("number"), at=now, purpose=SignedLink.Purpose.INVITATION)
    open_.update(ended_at=now, changed_at=now)
    waiting = [one for one in (person.number, row.email, row.phone) if one]
    Message.objects.filter(recipient__in=waiting, template=LETTER, sent_at__isnull=True).delete()


def _own(actor: Actor) -> Person:
    actor.must(Permission.OWN_ACT)
    people = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    person = Person.objects.visible_to(actor).select_for_update().filter(number__in=people).first()
    if person is None:
        raise NotPermitted(Permission.OWN_ACT)
    return person
