"""A business plan: what somebody wants to begin at home, what it costs, and how much is asked for."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import REINTEGRATION, kept
from passerelle.domain.reintegration.ventures import REFUSALS
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation
from passerelle.records.reintegration.reach import coached, reached
from passerelle.records.scope import ScopedQuerySet


class BusinessPlanQuerySet(ScopedQuerySet["BusinessPlan"]):
    """Plans by reach, a person's own, to a committee member those before a committee of theirs, to a provider
    those of its trainees.
    """

    def _reach(self, actor: Actor) -> Self:
        found = reached(actor, "journey__candidate")
        if found is None:
            return self.all()
        found |= coached(actor, "journey__candidate")
        for grant in actor.granting(Permission.PLAN_SCORE):
            found |= Q(
                committee__seats__user=actor.id, committee__seats__left_at__isnull=True,
                committee__scheme_id=grant.scheme,
            )  # fmt: skip
        return self.filter(pk__in=self.model._default_manager.unscoped("reach").filter(found).values("pk"))


class BusinessPlan(Versioned):
    """``committee``: before which it is or was decided on; empty until it is called up."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "journey", "kind", "title", "sector", "region", "sections", "costs", "income",
            "funding", "currency", "asked", "state", "handed_in_at", "committee", "total", "rank", "decided_by",
            "decided_at",
            "reason_code", "message", "coach", "coached_by", "coached_since", "ended_on", "ended_code",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "version", "created_at", "changed_at"}

    class State(models.TextChoices):
        DRAFT = "draft"
        HANDED_IN = "handed_in"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        TAKEN_BACK = "taken_back"

    number = PublicNumber(prefix="BP")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="business_plans")
    kind = models.CharField(max_length=12)  # grant, micro_credit, prize
    title = models.CharField(max_length=200)
    sector = models.CharField(max_length=1, blank=True)
    region = models.CharField(max_length=12, blank=True)
    sections = models.JSONField(default=dict)  # code -> text
    costs = models.JSONField(default=list)  # [{"what", "amount"}]; amounts are texts of exact decimals
    income = models.JSONField(default=list)
    funding = models.JSONField(default=list)
    currency = models.CharField(max_length=3)
    asked = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    committee = models.ForeignKey(
        "Committee", null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)  # once closed
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason_code = models.CharField(max_length=20, choices=[(one, one) for one in REFUSALS], blank=True)
    message = models.CharField(max_length=2_000, blank=True)  # what the person reads
    coach = models.CharField(max_length=200, blank=True)
    coached_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    coached_since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_code = models.CharField(max_length=20, blank=True)

    objects = BusinessPlanQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["journey", "kind"],
                condition=Q(state__in=["draft", "handed_in"]),
                name="one_open_business_plan_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, committee__isnull=False),
                name="a_business_plan_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(reason_code="") & ~Q(message="")
                | ~Q(state="refused") & Q(reason_code=""),
                name="a_business_plan_is_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True) | Q(asked__gt=0), name="a_business_plan_asks_for_something"
            ),
        ]

    def __str__(self) -> str:
        return self.number
