"""A partnership between two firms that met on a business visit."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import REINTEGRATION, kept
from passerelle.domain.reintegration.agreements import KINDS, STATES
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation
from passerelle.records.reintegration.reach import reached
from passerelle.records.scope import ScopedQuerySet


class FirmPartnershipQuerySet(ScopedQuerySet["FirmPartnership"]):
    """Partnerships by reach, of a host for that host, and a person's own."""

    def _reach(self, actor: Actor) -> Self:
        found = reached(actor, "journey__candidate")
        if found is None:
            return self.all()
        for grant in actor.granting(Permission.EMPLOYER_READ):
            if grant.organisation is not None:
                found |= Q(journey__candidate__scheme_id=grant.scheme, host_id=grant.organisation)
        return self.filter(found)


class FirmPartnership(Versioned):
    """In negotiation, signed (with its day and what shows it), ended, or come to nothing."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "journey", "firm", "kind", "state", "opened_on", "signed_on", "evidence", "digest",
            "ended_on", "why_ended", "recorded_by",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "host", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="FP")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="firm_partnerships")
    firm = models.CharField(max_length=200)  # of the person who travelled
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=[(one, one) for one in KINDS])
    state = models.CharField(max_length=14, choices=[(one, one) for one in STATES])
    opened_on = models.DateField()
    signed_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)  # where the signed paper is kept
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the signed file, where there is one
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = FirmPartnershipQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["opened_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, state__in=["in_negotiation", "not_signed"])
                | Q(signed_on__isnull=False, state__in=["signed", "ended"]) & ~Q(evidence=""),
                name="a_partnership_is_signed_with_evidence",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, state__in=["in_negotiation", "signed"])
                | Q(ended_on__isnull=False, state__in=["ended", "not_signed"]) & ~Q(why_ended=""),
                name="a_partnership_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number
