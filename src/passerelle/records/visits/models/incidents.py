"""What happened to somebody on a stay, open to host and team; what a mentor told waits for an officer first."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import PROTECTION, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.officers import heard_by_officer
from passerelle.records.scope import ScopedQuerySet, about
from passerelle.records.stays.models import Stay


class IncidentQuerySet(ScopedQuerySet["Incident"]):
    """Of the scheme for its staff, of a host for that host, of a person for that person.

    What is held back is for the person, for officers without a tie to the host, and for who reported it.
    """

    def _reach(self, actor: Actor) -> Self:
        case = "stay__journey__candidate"
        open_ = about(actor, Permission.INCIDENT_READ, case, organisation="stay__host_id")
        if open_ is None:
            return self.all()
        own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
        where = {"scheme": f"{case}__scheme", "host": "stay__host"}
        officer = heard_by_officer(actor, today=timezone.localdate(), **where)
        mine = Q(reporter="mentor", reported_by=actor.id) if actor.may(Permission.MENTEE_READ) else Q(pk__in=[])
        held = Q(**{f"{case}__person__number__in": own}) | officer | mine
        return self.filter((Q(held_back=False) & open_) | (Q(held_back=True) & held) | mine)


class Incident(Versioned):
    """One incident, from the report to its closure."""

    class Privacy:
        personal: ClassVar = kept(
            PROTECTION, "stay", "kind", "severity", "happened_on", "text", "reporter", "reported_by",
            "reported_at", "closed_at", "closed_by", "outcome", "outcome_text",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "country", "held_back", "version", "created_at", "changed_at"}

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
    held_back = models.BooleanField(default=False)  # a mentor's, until an officer opens it to host and team
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
