"""What a person agreed to leave for later schemes: a copy of its own, gone with her agreement."""

from typing import ClassVar, Self

from django.db import models

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import ALUMNI, kept
from passerelle.records.candidates.models import Person
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.scope import ScopedQuerySet


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
            "phone", "language",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "given_at", "withdrawn_at", "is_synthetic", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="AL")  # the pseudonym under which later schemes know her
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="alumna")
    given_at = models.DateTimeField()
    wording = models.CharField(max_length=500, blank=True)  # the sentence she agreed to, as it was shown
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    occupations = models.JSONField(null=True, blank=True)
    skills = models.JSONField(null=True, blank=True)  # also those gained abroad, with who attested them
    languages = models.JSONField(null=True, blank=True)
    region = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=240, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=8, blank=True)
    is_synthetic = models.BooleanField(default=False)

    objects = AlumniQuerySet.as_manager()

    def __str__(self) -> str:
        return self.number
