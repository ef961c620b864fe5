"""One journey per person and scheme, and every change of its stage."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.scope import ScopedQuerySet


class JourneyQuerySet(ScopedQuerySet["Journey"]):
    """Journeys of candidacies that the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(candidate__in=Candidate.objects.visible_to(actor))


class Journey(Versioned):
    """A candidacy on its way; it stays on the version of the stage table it began with."""

    class Privacy:
        personal: ClassVar = {"candidate": JOURNEY, "stage": JOURNEY, "since": JOURNEY, "ended_on": JOURNEY}
        plain: ClassVar = {"id", "number", "scheme_version", "track", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="J")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="journeys")
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=30)
    stage = models.CharField(max_length=40)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(ended_on__isnull=True), name="one_active_journey"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class StageChange(models.Model):
    """A journey moved: from, event, to, who, when."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "journey", "before", "event", "after", "by", "at")
        plain: ClassVar = {"id"}

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(max_length=40, blank=True)
    event = models.CharField(max_length=40)
    after = models.CharField(max_length=40)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
