"""Vouchers: a right to a course or a test, used once before a day, and who pays it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.training.models.courses import Course, Group
from passerelle.records.training.models.enrolments import Enrolment


class VoucherQuerySet(ScopedQuerySet["Voucher"]):
    """Vouchers of candidacies that the actor may read; a trainer's: those used in its own groups."""

    def _reach(self, actor: Actor) -> Self:
        reached = Q(candidate__in=Candidate.objects.visible_to(actor))
        return self.filter(reached | Q(used_for__group__in=Group.objects.visible_to(actor)))

    def standing(self, state: str, on: date) -> Self:
        """Those open, used, run out or cancelled on a day."""
        over = Q(used_on__isnull=False) | Q(cancelled_on__isnull=False)
        late = Q(expires_on__lt=on)
        wanted = {
            "open": ~over & (Q(expires_on__isnull=True) | Q(expires_on__gte=on)),
            "used": Q(used_on__isnull=False),
            "expired": ~over & late,
            "cancelled": Q(cancelled_on__isnull=False),
        }
        return self.filter(wanted[state]) if state in wanted else self


class Voucher(Versioned):
    """A right to a course or test up to a value, used once before a day."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "candidate", "code", "used_on", "used_for", "cancelled_on", "cancelled_code"
        )
        plain: ClassVar = {
            "id", "number", "course", "value", "currency", "payer", "issued_on", "expires_on", "version",
            "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="W")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="vouchers")
    course = models.ForeignKey(Course, null=True, blank=True, on_delete=models.PROTECT, related_name="vouchers")
    code = models.CharField(max_length=40, unique=True)
    value = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    payer = models.CharField(max_length=200, blank=True)  # who pays it; empty: nobody said
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)
    used_for = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.PROTECT, related_name="vouchers"
    )
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_code = models.CharField(max_length=40, blank=True)

    objects = VoucherQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | ~Q(currency=""), name="a_voucher_value_has_a_currency"
            ),
            models.CheckConstraint(
                condition=Q(used_on__isnull=True) | Q(used_on__gte=F("issued_on")),
                name="a_voucher_is_used_after_its_issue",
            ),
            models.CheckConstraint(
                condition=Q(used_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(used_on__lte=F("expires_on")),
                name="a_voucher_is_used_before_its_end",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True, cancelled_code="")
                | (Q(cancelled_on__isnull=False, used_on__isnull=True) & ~Q(cancelled_code="")),
                name="a_cancelled_voucher_says_why",
            ),
        ]

    def state(self, on: date) -> str:
        """``open``, ``used``, ``expired`` or ``cancelled`` on a day."""
        if self.used_on is not None:
            return "used"
        if self.cancelled_on is not None:
            return "cancelled"
        return "expired" if self.expires_on is not None and self.expires_on < on else "open"

    def __str__(self) -> str:
        return self.number
