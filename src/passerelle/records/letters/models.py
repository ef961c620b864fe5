"""A scheme's own wording of a letter in a language: every version is kept, with who wrote it."""

from typing import ClassVar, Self

from django.db import models

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import ACCOUNT
from passerelle.records.accounts.models import User
from passerelle.records.partnerships.models import Scheme
from passerelle.records.scope import ScopedQuerySet


class LetterWordingQuerySet(ScopedQuerySet["LetterWording"]):
    """Wordings of the schemes in which the actor holds a role."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(scheme__in=Scheme.objects.visible_to(actor))


class LetterWording(models.Model):
    """One version of a scheme's own words; the newest holds, and an inactive one means the built-in again."""

    class Privacy:
        personal: ClassVar = {"by": ACCOUNT}
        plain: ClassVar = {"id", "scheme", "template", "language", "ordinal", "subject", "body", "active", "at"}

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    ordinal = models.PositiveIntegerField()
    subject = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=1_000, blank=True)
    active = models.BooleanField(default=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = LetterWordingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "template", "language", "ordinal"], name="one_wording_of_a_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.language}) version {self.ordinal}"
