"""What a committee awarded: parts that are paid by somebody else than who decided; instalments paid back."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import REINTEGRATION, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.reintegration.models.ventures import BusinessPlan
from passerelle.records.reintegration.reach import reached
from passerelle.records.scope import ScopedQuerySet


class AwardQuerySet(ScopedQuerySet["Award"]):
    """Awards by reach; to those who pay, their scheme's; a person's own."""

    def _reach(self, actor: Actor) -> Self:
        found = reached(actor, "plan__journey__candidate")
        if found is None:
            return self.all()
        for grant in actor.granting(Permission.GRANT_PAY):
            found |= Q(plan__journey__candidate__scheme_id=grant.scheme)
        return self.filter(found)


class Award(Versioned):
    """A grant, a micro-credit or a prize for one business plan."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "plan", "kind", "amount", "currency", "decided_by", "decided_at", "closed_on",
            "closed_code",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "version", "created_at", "changed_at"}

    class Closed(models.TextChoices):
        REPAID = "repaid"
        WRITTEN_OFF = "written_off"
        NOT_PAID_OUT = "not_paid_out"

    number = PublicNumber(prefix="GR")
    plan = models.OneToOneField(BusinessPlan, on_delete=models.PROTECT, related_name="award")
    kind = models.CharField(max_length=12)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    closed_code = models.CharField(max_length=14, choices=Closed.choices, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="an_award_is_not_below_zero"),
        ]

    def __str__(self) -> str:
        return self.number


class Tranche(models.Model):
    """One part of an award; ``needs`` says what must be before it is paid."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "award", "amount", "decided_by", "paid_on", "paid_by", "reference"
        )
        plain: ClassVar = {"id", "ordinal", "needs"}

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="tranches")
    ordinal = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    needs = models.CharField(max_length=12)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField(null=True, blank=True)
    paid_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=120, blank=True)  # of the payment

    class Meta:
        ordering: ClassVar = ["award", "ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award", "ordinal"], name="one_part_of_an_ordinal"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_part_is_not_below_zero"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True, paid_by__isnull=True)
                | Q(paid_on__isnull=False, paid_by__isnull=False) & ~Q(paid_by=F("decided_by")),
                name="who_decided_does_not_pay",
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.ordinal} of {self.award_id}"


class Instalment(models.Model):
    """A micro-credit is paid back by such a day."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "award", "due_on", "amount")
        plain: ClassVar = {"id", "ordinal"}

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="instalments")
    ordinal = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["award", "ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award", "ordinal"], name="one_instalment_of_an_ordinal"),
        ]

    def __str__(self) -> str:
        return f"instalment {self.ordinal}"


class Repayment(models.Model):
    """Something was paid back."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "award", "on", "amount", "recorded_by", "reference")
        plain: ClassVar = {"id"}

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="repayments")
    on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    reference = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_repayment_is_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} on {self.on}"
