"""What a person agreed to leave for later schemes, and the calls to which she was invited from it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import ALUMNI, kept
from passerelle.domain.access.roles import Reach
from passerelle.domain.followups.alumni import FACTS
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Call
from passerelle.records.candidates.models import Person
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.masks import MaskedAddress, MaskedText
from passerelle.records.scope import ScopedQuerySet


def every_fact() -> list[str]:
    """What an agreement covered before it named its facts one by one."""
    return list(FACTS)


class AlumniQuerySet(ScopedQuerySet["Alumna"]):
    """Those who agree now, for whoever may read alumni at all; and a person's own, always."""

    def _reach(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
        mine = self.filter(person__number__in=own)
        if not actor.may(Permission.ALUMNI_READ):
            return mine
        return mine | self.filter(withdrawn_at__isnull=True)


class Alumna(Versioned):
    """One person's agreement with the wording she agreed to, and the profile that it covers."""

    class Privacy:
        personal: ClassVar = kept(
            ALUMNI, "person", "wording", "occupations", "skills", "languages", "region", "name", "email",
            "phone", "language", "channel",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "given_at", "withdrawn_at", "facts", "for_calls", "for_seasons", "is_synthetic",
            "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="AL")  # the pseudonym under which later schemes know her
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="alumna")
    given_at = models.DateTimeField()
    wording = models.CharField(max_length=1_000, blank=True)  # the sentence she agreed to, as it was shown
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(default=every_fact)  # codes of what it covers
    for_calls = models.BooleanField(default=True)  # to be invited to calls
    for_seasons = models.BooleanField(default=False)  # to be asked back where she has worked
    # Only what the agreement covers is copied; null: not covered, or not known.
    occupations = models.JSONField(null=True, blank=True)
    skills = models.JSONField(null=True, blank=True)  # also those gained abroad, with who attested them
    languages = models.JSONField(null=True, blank=True)
    region = models.CharField(max_length=12, blank=True)
    name = MaskedText(max_length=240, blank=True, whose="person_id", stands_for_all=True)
    email = MaskedAddress(blank=True, whose="person_id")
    phone = MaskedText(max_length=20, blank=True, whose="person_id")
    language = models.CharField(max_length=8, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    is_synthetic = models.BooleanField(default=False)

    objects = AlumniQuerySet.as_manager()

    def __str__(self) -> str:
        return self.number


class InvitationQuerySet(ScopedQuerySet["Invitation"]):
    """Invitations to calls of the schemes whose selection the team works on; and a person's own."""

    def _reach(self, actor: Actor) -> Self:
        whole = actor.schemes(Permission.SELECTION_WRITE, reach=[Reach.SCHEME, Reach.EVERYWHERE])
        if whole is None:
            return self.all()
        own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
        return self.filter(Q(call__scheme_id__in=whole) | Q(alumna__person__number__in=own))


class Invitation(Versioned):
    """Somebody of the pool was invited to a call; what she answers is hers, an application says the rest."""

    class Privacy:
        personal: ClassVar = kept(ALUMNI, "alumna", "declined_at", "ended_at")
        plain: ClassVar = {
            "id", "number", "call", "invited_by", "invited_at", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="AI")
    alumna = models.ForeignKey(Alumna, on_delete=models.PROTECT, related_name="invitations")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # her agreement was taken back

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alumna", "call"], condition=Q(ended_at__isnull=True), name="one_invitation_to_a_call"
            ),
        ]

    def __str__(self) -> str:
        return self.number
