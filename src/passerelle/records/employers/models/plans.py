"""Accommodation and welfare plans with every version that was handed in."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.privacy import ACCOUNT, Keep, kept
from passerelle.domain.employers.plans import KINDS, STATES
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.employers.models.files import EmployerFile
from passerelle.records.vacancies.models import Vacancy


class Plan(Versioned):
    """One site or one welfare arrangement of an employer; once accepted it serves several vacancies."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "number", "file", "kind", "title", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="N")
    file = models.ForeignKey(EmployerFile, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    title = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["kind", "title", "id"]

    def __str__(self) -> str:
        return self.number


class PlanVersion(Versioned):
    """What a plan said when it was handed in; reviewed by somebody else, kept for good."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "written_by", "reviewer", "content")
        plain: ClassVar = {
            "id", "plan", "ordinal", "state", "submitted_at", "reviewed_at", "reason", "version", "created_at",
            "changed_at",
        }  # fmt: skip

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    ordinal = models.PositiveIntegerField()
    content = models.JSONField(default=dict)  # field of the kind -> text; names a contact person
    state = models.CharField(max_length=10, choices=[(one, one) for one in STATES], default="draft")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    reviewer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "ordinal"], name="versions_of_a_plan_are_numbered"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["draft", "submitted"]),
                name="one_open_version_of_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("written_by")),
                name="a_plan_is_reviewed_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent_back") | ~Q(reason=""), name="a_plan_sent_back_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "sent_back"])
                | Q(reviewed_at__isnull=False, reviewer__isnull=False),
                name="a_reviewed_plan_names_its_reviewer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} version {self.ordinal}"


class PlanUse(models.Model):
    """A vacancy relies on a plan."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "plan", "vacancy", "since"}

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="uses")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="plan_uses")
    since = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "vacancy"], name="a_vacancy_uses_a_plan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} for {self.vacancy_id}"
