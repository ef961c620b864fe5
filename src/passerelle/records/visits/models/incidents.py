"""What happened to somebody on a stay, open to host and team; what is told in confidence is elsewhere."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import PROTECTION, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.scope import ScopedQuerySet, about
from passerelle.records.stays.models import Stay


class IncidentQuerySet(ScopedQuerySet["Incident"]):
    """Of the scheme for its staff, of a host for that host, of a person for that person."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(
            about(actor, Permission.INCIDENT_READ, "stay__journey__candidate", organisation="stay__host_id")
        )


class Incident(Versioned):
    """One incident, from the report to its closure."""

    class Privacy:
        personal: ClassVar = kept(
            PROTECTION, "stay", "kind", "severity", "happened_on", "text", "reporter", "reported_by",
            "reported_at", "closed_at", "closed_by", "outcome", "outcome_text",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "country", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="IN")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=14)
    severity = models.CharField(max_length=10)
    country = models.CharField(max_length=2, blank=True)  # whose law's terms count; empty: not known
    happened_on = models.DateField(null=True, blank=True)
    text = models.CharField(max_length=4_000)
    reporter = models.CharField(max_length=10)  # worker, employer, mentor, team
    reported_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=14, blank=True)
    outcome_text = models.CharField(max_length=2_000, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["reported_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(closed_at__isnull=True) & Q(outcome=""))
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="an_incident_closes_with_an_outcome",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["closed_at", "reported_at"])]

    def __str__(self) -> str:
        return self.number


class IncidentStep(models.Model):
    """Something done about it, or somebody told."""

    class Privacy:
        personal: ClassVar = kept(PROTECTION, "incident", "whom", "text", "by", "at")
        plain: ClassVar = {"id"}

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="steps")
    whom = models.CharField(max_length=20, blank=True)  # who was told; empty: a step of another kind
    text = models.CharField(max_length=2_000)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"step of {self.incident_id}"
