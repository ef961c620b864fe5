"""Contracts in numbered versions, what was filed with an authority, and what recruitment cost whom."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation
from passerelle.records.scope import ScopedQuerySet, about
from passerelle.records.selection.models import Offer
from passerelle.records.signing.models import Paper
from passerelle.records.vacancies.models import Vacancy


class ContractQuerySet(ScopedQuerySet["Contract"]):
    """Contracts of the scheme for its staff, of a firm for that firm, of a person for that person."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(about(actor, Permission.CONTRACT_READ, "candidate", organisation="employer_id"))


class Contract(Versioned):
    """A contract or training agreement about one offer; what it says stands in its versions."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "candidate", "offer", "ended_on", "end_code")
        plain: ClassVar = {
            "id", "number", "vacancy", "employer", "form", "hiring", "joint_file", "version", "created_at",
            "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="K")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="contracts")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="contracts")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="contracts")
    form = models.CharField(max_length=20)
    hiring = models.CharField(max_length=8, blank=True)  # named or generic, where no offer of ours is behind it
    joint_file = models.CharField(max_length=80, blank=True)  # the employer's joint file of posts
    ended_on = models.DateField(null=True, blank=True)
    end_code = models.CharField(max_length=40, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["offer"], condition=Q(ended_on__isnull=True), name="one_open_contract_of_an_offer"
            ),
            models.CheckConstraint(
                condition=(Q(ended_on__isnull=True) & Q(end_code=""))
                | (Q(ended_on__isnull=False) & ~Q(end_code="")),
                name="a_contract_ends_with_a_code",
            ),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(offer__isnull=True, ended_on__isnull=True),
                name="one_open_contract_without_an_offer",
            ),
            models.CheckConstraint(
                condition=Q(offer__isnull=False) | ~Q(hiring=""), name="a_contract_has_an_offer_or_a_hiring"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ContractVersion(models.Model):
    """One version: its facts and their digest; it never changes. The paper holds the text and signatures."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "terms", "parties", "made_by")
        plain: ClassVar = {"id", "contract", "ordinal", "language", "reading", "digest", "made_at", "paper"}

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="versions")
    ordinal = models.PositiveSmallIntegerField()
    terms = models.JSONField()
    parties = models.JSONField()  # {role: name}
    language = models.CharField(max_length=8)  # the version that counts
    reading = models.CharField(max_length=8, blank=True)  # what the worker reads; empty: not known
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="contract_version")

    class Meta:
        ordering: ClassVar = ["ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "ordinal"], name="one_contract_version_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} version {self.ordinal}"


class FiledContract(models.Model):
    """What was lodged with an authority: its own facts and digest, so that it can differ and be seen to."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "terms", "parties", "filed_by")
        plain: ClassVar = {"id", "contract", "authority", "reference", "digest", "filed_on", "recorded_at"}

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="filings")
    terms = models.JSONField()
    parties = models.JSONField()
    digest = models.CharField(max_length=64)
    authority = models.CharField(max_length=200)
    reference = models.CharField(max_length=80, blank=True)
    filed_on = models.DateField()
    filed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["recorded_at", "id"]

    def __str__(self) -> str:
        return f"filing of {self.contract_id}"


class FeeQuerySet(ScopedQuerySet["Fee"]):
    """Costs for the scheme's staff and for the person; employers and others never read what a person told."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(about(actor, Permission.CONTRACT_READ, "candidate"))


class Fee(Versioned):
    """A recruitment fee or related cost, who really paid it, and its refund where the worker did."""

    class Privacy:
        personal: ClassVar = {
            **kept(JOURNEY, "candidate", "category", "payer", "amount", "currency", "paid_on", "evidence"),
            **kept(JOURNEY, "told_by_worker", "claimed_on", "agreed_on", "refused_on", "refunded_on"),
            **kept(JOURNEY, "refund_evidence", "recorded_by"),
        }
        plain: ClassVar = {"id", "number", "about", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="X")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="fees")
    about = models.CharField(max_length=24, blank=True, db_index=True)  # the permit file that it was paid for
    category = models.CharField(max_length=30)
    payer = models.CharField(max_length=12)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    paid_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    told_by_worker = models.BooleanField(default=False)
    claimed_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    refused_on = models.DateField(null=True, blank=True)
    refunded_on = models.DateField(null=True, blank=True)
    refund_evidence = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = FeeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_fee_is_not_below_zero"),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True) | Q(agreed_on__gte=F("claimed_on")),
                name="a_refund_is_claimed_before_it_is_agreed",
            ),
            models.CheckConstraint(
                condition=Q(refunded_on__isnull=True) | ~Q(refund_evidence=""), name="a_refund_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class FeeStatement(models.Model):
    """The worker said what they paid (the fees with their mark), or that they paid nothing."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "candidate", "said_at", "paid_nothing")
        plain: ClassVar = {"id"}

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="fee_statements")
    said_at = models.DateTimeField()
    paid_nothing = models.BooleanField()

    def __str__(self) -> str:
        return f"statement of {self.candidate_id}"
