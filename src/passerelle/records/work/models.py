"""What was paid and worked month by month; flags and the worker's word, which no employer ever reads."""

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
from passerelle.records.scope import Row, ScopedQuerySet, about
from passerelle.records.stays.models import Stay


class PayQuerySet(ScopedQuerySet["PayStatement"]):
    """Statements of the scheme for its staff, of a host for that host, of a person for that person."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(
            about(actor, Permission.WORK_READ, "stay__journey__candidate", organisation="stay__host_id")
        )


class PayStatement(Versioned):
    """One month of one stay as the employer states it; a corrected one replaces it and both are kept."""

    class Privacy:
        personal: ClassVar = kept(
            PROTECTION, "stay", "month", "gross", "net", "hours", "deductions", "paid_on", "stated_by",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "currency", "source", "stated_at", "replaced_at", "version", "created_at",
            "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="PY")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="pay")
    month = models.DateField()  # its first day
    currency = models.CharField(max_length=3)
    gross = models.DecimalField(max_digits=12, decimal_places=2)
    net = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    hours = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    deductions = models.JSONField(default=dict, blank=True)  # {kind: "12.50"}
    paid_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=8)  # file, grid
    stated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = PayQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["month", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stay", "month"], condition=Q(replaced_at__isnull=True), name="one_statement_of_a_month"
            ),
            models.CheckConstraint(condition=Q(gross__gte=0), name="pay_is_not_negative"),
        ]

    def __str__(self) -> str:
        return self.number


class ProtectedQuerySet(ScopedQuerySet[Row]):
    """Rows about a stay for welfare officers without a tie to its host, and for the worker; for nobody else."""

    def _reach(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(_of_officers(actor) | _own(actor))

    def for_officer(self, actor: Actor) -> Self:
        """Those that an officer looks after, never the officer's own."""
        return self.filter(_of_officers(actor)).exclude(_own(actor))._marked()


def _of_officers(actor: Actor) -> Q:
    where = {"scheme": "stay__journey__candidate__scheme", "host": "stay__host"}
    return heard_by_officer(actor, today=timezone.localdate(), **where)


def _own(actor: Actor) -> Q:
    own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    return Q(stay__journey__candidate__person__number__in=own)


class WorkerWord(models.Model):
    """What the worker says about a month: read by the welfare officer only, never by the employer."""

    class Privacy:
        personal: ClassVar = kept(
            PROTECTION, "stay", "month", "received", "net", "hours", "rent", "housing", "text", "said_at",
        )  # fmt: skip
        plain: ClassVar = {"id"}

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="words")
    month = models.DateField()
    received = models.CharField(max_length=8)  # all, part, nothing, unsure
    net = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    hours = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    rent = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    housing = models.CharField(max_length=14)
    text = models.CharField(max_length=2_000, blank=True)
    said_at = models.DateTimeField()

    objects = ProtectedQuerySet["WorkerWord"].as_manager()

    class Meta:
        ordering: ClassVar = ["month", "said_at"]

    def __str__(self) -> str:
        return f"word on {self.month}"


class WorkFlag(Versioned):
    """Something that differs from the contract to the worker's cost, until it is closed with a code."""

    class Privacy:
        personal: ClassVar = kept(
            PROTECTION, "stay", "month", "code", "agreed", "stated", "found", "source", "choice", "chosen_at",
            "outcome", "note", "closed_by", "closed_at", "raised_at",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "statement", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="WF")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="flags")
    statement = models.ForeignKey(
        PayStatement, null=True, blank=True, on_delete=models.PROTECT, related_name="flags"
    )
    month = models.DateField()
    code = models.CharField(max_length=30)  # gross, rent, hours, pay_not_received and so on
    agreed = models.CharField(max_length=20, blank=True)  # as text: an amount, hours or a day; empty: not known
    stated = models.CharField(max_length=20, blank=True)
    found = models.CharField(max_length=12)
    source = models.CharField(max_length=8)  # employer's statement, worker's word
    raised_at = models.DateTimeField()
    choice = models.CharField(max_length=12, blank=True)  # the worker's: tell the inspectorate, or not
    chosen_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=2_000, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ProtectedQuerySet["WorkFlag"].as_manager()

    class Meta:
        ordering: ClassVar = ["raised_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stay", "month", "code"],
                condition=Q(closed_at__isnull=True),
                name="one_open_flag_of_a_line",
            ),
            models.CheckConstraint(
                condition=(Q(closed_at__isnull=True) & Q(outcome=""))
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="a_flag_closes_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="passed_on") | Q(choice="tell"), name="the_worker_decides_on_passing_on"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["closed_at", "raised_at"])]

    def __str__(self) -> str:
        return self.number
