"""Committees: who sits on them, their conflicts of interest, and their marks, blind until they are closed."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import REINTEGRATION, kept
from passerelle.domain.access.roles import Reach
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Scheme
from passerelle.records.reintegration.models.ventures import BusinessPlan
from passerelle.records.scope import ScopedQuerySet


class CommitteeQuerySet(ScopedQuerySet["Committee"]):
    """A scheme's staff reach its committees, a member those where they sit."""

    def _reach(self, actor: Actor) -> Self:
        whole = actor.schemes(Permission.REINTEGRATION_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
        if whole is None:
            return self.all()
        found = Q(scheme_id__in=whole)
        for grant in actor.granting(Permission.PLAN_SCORE):
            sits = CommitteeSeat.objects.filter(user=actor.id, left_at__isnull=True)
            found |= Q(scheme_id=grant.scheme, pk__in=sits.values("committee"))
        return self.filter(found)


class Committee(Versioned):
    """One sitting over business plans; ``budget`` and ``most`` empty: no limit was set."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "opened_by", "closed_by", "minutes")
        ends: ClassVar = ("closed_at",)
        plain: ClassVar = {
            "id", "number", "scheme", "name", "kind", "weights", "budget", "currency", "most", "first_share",
            "opened_at", "closed_at", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="PC")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="committees")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)  # grant, micro_credit, prize
    weights = models.JSONField()  # criterion -> per cent, together 100
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3)
    most = models.PositiveSmallIntegerField(null=True, blank=True)  # awards
    first_share = models.PositiveSmallIntegerField()  # per cent of an award that is paid first
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    minutes = models.TextField(blank=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-opened_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(minutes=""), name="a_committee_closes_with_minutes"
            ),
            models.CheckConstraint(
                condition=Q(first_share__gte=1, first_share__lte=100), name="a_first_share_is_per_cent"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CommitteeSeat(models.Model):
    """A member's seat; whoever leaves keeps what they did before."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "user", "left_at")
        plain: ClassVar = {"id", "committee"}

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["committee", "user"], name="one_seat_of_a_member"),
        ]

    def __str__(self) -> str:
        return f"seat in {self.committee_id}"


class PlanConflict(models.Model):
    """A member says that an interest of theirs touches a plan; they do not score it."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "seat", "plan", "why", "declared_at")
        plain: ClassVar = {"id"}

    seat = models.ForeignKey(CommitteeSeat, on_delete=models.CASCADE, related_name="conflicts")
    plan = models.ForeignKey(BusinessPlan, on_delete=models.CASCADE, related_name="conflicts")
    why = models.CharField(max_length=500)
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "plan"], name="an_interest_in_a_plan_is_declared_once"),
        ]

    def __str__(self) -> str:
        return f"conflict of {self.seat_id}"


class PlanScore(models.Model):
    """One member's marks for one plan; nobody else reads them before the committee is closed."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "seat", "plan", "marks", "total", "comment", "given_at")
        plain: ClassVar = {"id"}

    seat = models.ForeignKey(CommitteeSeat, on_delete=models.CASCADE, related_name="scores")
    plan = models.ForeignKey(BusinessPlan, on_delete=models.CASCADE, related_name="scores")
    marks = models.JSONField()  # criterion -> 0 to 5
    total = models.DecimalField(max_digits=5, decimal_places=2)
    comment = models.CharField(max_length=1_000, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "plan"], name="a_plan_is_scored_once_by_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.total}"
