"""The plan of one case for home: what is needed, who does what by when, what it costs and who pays."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import REINTEGRATION, kept
from passerelle.domain.reintegration.plans import CLOSED, NEEDS, OWNERS, PAYERS
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation
from passerelle.records.reintegration.reach import coached, reached
from passerelle.records.scope import ScopedQuerySet


def _choices(codes: object) -> list[tuple[str, str]]:
    return [(code, code) for code in codes]  # type: ignore[attr-defined]


class ReintegrationPlanQuerySet(ScopedQuerySet["ReintegrationPlan"]):
    """Plans by reach; a person's own; to a training provider those of its trainees."""

    def _reach(self, actor: Actor) -> Self:
        found = reached(actor, "journey__candidate")
        return self.all() if found is None else self.filter(found | coached(actor, "journey__candidate"))


class ReintegrationPlan(Versioned):
    """``edition`` rises with every change of content; ``agreed_edition`` is the one the person agreed to."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "journey", "wish", "region", "sector", "begun_on", "edition", "agreed_edition",
            "agreed_at", "agreed_how", "closed_on", "closed_code", "begun_by",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "version", "created_at", "changed_at"}

    class How(models.TextChoices):
        HERSELF = "herself"  # on her own page
        RECORDED = "recorded"  # said or signed on paper, written down by staff

    number = PublicNumber(prefix="RP")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="reintegration_plans")
    wish = models.CharField(max_length=2_000, blank=True)  # in the person's own words
    region = models.CharField(max_length=12, blank=True)  # where; empty: not known
    sector = models.CharField(max_length=1, blank=True)  # NACE section; empty: not known
    begun_on = models.DateField()
    begun_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    agreed_edition = models.PositiveSmallIntegerField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_code = models.CharField(max_length=12, choices=_choices(CLOSED), blank=True)

    objects = ReintegrationPlanQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-begun_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["journey"], condition=Q(closed_on__isnull=True), name="one_open_plan_of_a_case"
            ),
            models.CheckConstraint(
                condition=Q(agreed_edition__isnull=True, agreed_at__isnull=True, agreed_how="")
                | Q(agreed_edition__isnull=False, agreed_at__isnull=False, agreed_edition__lte=F("edition"))
                & ~Q(agreed_how=""),
                name="a_plan_is_agreed_whole",
            ),
            models.CheckConstraint(
                condition=(Q(closed_on__isnull=True) & Q(closed_code=""))
                | (Q(closed_on__isnull=False) & ~Q(closed_code="")),
                name="a_plan_closes_with_a_code",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PlanNeed(models.Model):
    """Something the person needs, by code and in a few words."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "plan", "code", "note", "said_by_person")
        plain: ClassVar = {"id"}

    plan = models.ForeignKey(ReintegrationPlan, on_delete=models.CASCADE, related_name="needs")
    code = models.CharField(max_length=12, choices=_choices(NEEDS))
    note = models.CharField(max_length=500, blank=True)
    said_by_person = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_need_of_a_code"),
        ]

    def __str__(self) -> str:
        return self.code


class PlanStep(models.Model):
    """Who does what by when; ``done_on`` empty: not done."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "plan", "what", "owner", "partner", "due_on", "done_on")
        plain: ClassVar = {"id", "number"}

    number = PublicNumber(prefix="RS")
    plan = models.ForeignKey(ReintegrationPlan, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=10, choices=_choices(OWNERS))
    partner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = [F("due_on").asc(nulls_last=True), "pk"]
        indexes: ClassVar = [models.Index(fields=["done_on", "due_on"])]

    def __str__(self) -> str:
        return self.what


class BudgetLine(models.Model):
    """What something costs, and who pays for it."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "plan", "what", "amount", "currency", "payer")
        plain: ClassVar = {"id"}

    plan = models.ForeignKey(ReintegrationPlan, on_delete=models.CASCADE, related_name="budget")
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    payer = models.CharField(max_length=10, choices=_choices(PAYERS))

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_budget_line_is_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.amount} {self.currency}"


class PlanEdition(models.Model):
    """A plan as it was agreed, frozen with its digest."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "plan", "edition", "content", "digest", "agreed_at", "how", "by"
        )
        plain: ClassVar = {"id"}

    plan = models.ForeignKey(ReintegrationPlan, on_delete=models.CASCADE, related_name="editions")
    edition = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    agreed_at = models.DateTimeField()
    how = models.CharField(max_length=10)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["edition"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "edition"], name="an_edition_is_agreed_once"),
        ]

    def __str__(self) -> str:
        return f"edition {self.edition}"
