"""A business that was registered, the visits to it, and whether it lives on."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import REINTEGRATION, kept
from passerelle.domain.reintegration.survival import FOUND, WHY
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.journeys.models import Journey
from passerelle.records.reintegration.models.ventures import BusinessPlan
from passerelle.records.reintegration.reach import reached
from passerelle.records.scope import ScopedQuerySet

FINDINGS = [(code, code) for code in FOUND]


class BusinessQuerySet(ScopedQuerySet["Business"]):
    """Businesses by reach; a person's own."""

    def _reach(self, actor: Actor) -> Self:
        found = reached(actor, "journey__candidate")
        return self._where(found)


class Business(Versioned):
    """A business in a public register; ``plan`` empty: it was begun without money of the scheme."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "journey", "plan", "name", "register", "register_number", "registered_on",
            "evidence", "recorded_by", "sector", "region",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="BU")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="businesses")
    plan = models.OneToOneField(
        BusinessPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="business"
    )
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=1, blank=True)
    region = models.CharField(max_length=12, blank=True)
    register = models.CharField(max_length=120)  # which register
    register_number = models.CharField(max_length=60)
    registered_on = models.DateField()
    evidence = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = BusinessQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["registered_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["journey", "register", "register_number"], name="a_business_is_registered_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class BusinessVisit(models.Model):
    """Somebody went there: open, closed, or not found out."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "plan", "made_on", "made_by", "found", "note")
        plain: ClassVar = {"id"}

    plan = models.ForeignKey(BusinessPlan, on_delete=models.CASCADE, related_name="visits")
    made_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    found = models.CharField(max_length=8, choices=FINDINGS)
    note = models.CharField(max_length=1_000, blank=True)

    class Meta:
        ordering: ClassVar = ["made_on", "pk"]

    def __str__(self) -> str:
        return f"{self.found} on {self.made_on}"


class SurvivalCheck(models.Model):
    """Whether a business was open after so many months; unknown and closed say why."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "business", "months", "on", "found", "why", "recorded_by")
        plain: ClassVar = {"id"}

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="checks")
    months = models.PositiveSmallIntegerField()
    on = models.DateField()
    found = models.CharField(max_length=8, choices=FINDINGS)
    why = models.CharField(max_length=12, choices=[(one, one) for one in WHY], blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["months"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["business", "months"], name="one_check_of_a_term"),
            models.CheckConstraint(
                condition=Q(found="open", why="") | ~Q(found="open") & ~Q(why=""),
                name="a_check_that_is_not_open_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.found} after {self.months}"
