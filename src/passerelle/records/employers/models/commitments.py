"""How firmly a vacancy is promised, whether it still stands, and what the local market answered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.privacy import ACCOUNT, kept
from passerelle.domain.employers.commitments import LEVELS
from passerelle.domain.employers.freshness import TURNS
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.vacancies.models import Vacancy


class Commitment(models.Model):
    """On a day, so many posts of a vacancy were promised at a level; rows are added, never changed."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "by")
        plain: ClassVar = {
            "id",
            "number",
            "vacancy",
            "level",
            "posts",
            "on",
            "evidence",
            "document",
            "digest",
            "at",
        }

    number = PublicNumber(prefix="CM")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="commitments")
    level = models.CharField(max_length=20, choices=[(level, level) for level in LEVELS])
    posts = models.PositiveIntegerField()
    on = models.DateField()
    evidence = models.CharField(max_length=500, blank=True)
    document = models.CharField(max_length=24, blank=True)  # number of the signed letter that was handed in
    digest = models.CharField(max_length=64, blank=True)  # of its file
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level="interest") | Q(posts=0) | ~Q(evidence=""),
                name="more_than_interest_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(document="", digest="") | ~Q(document="") & ~Q(digest=""),
                name="a_letter_has_its_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.posts}"


class Freshness(Versioned):
    """When somebody last said that a vacancy is still open, and when the employer was asked."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "confirmed_by")
        plain: ClassVar = {
            "id", "vacancy", "confirmed_on", "noticed_on", "open_until", "expired_on", "close_code", "version",
            "created_at", "changed_at",
        }  # fmt: skip

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="freshness")
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    noticed_on = models.DateField(null=True, blank=True)
    open_until = models.DateField(null=True, blank=True)  # named when it was opened again
    expired_on = models.DateField(null=True, blank=True)
    close_code = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expired_on__isnull=True) | Q(noticed_on__isnull=False),
                name="no_vacancy_expires_without_notice",
            ),
            models.CheckConstraint(
                condition=Q(expired_on__isnull=True) | Q(expired_on__gt=F("noticed_on")),
                name="a_vacancy_expires_after_the_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"confirmed {self.confirmed_on}"


class VacancyTurn(models.Model):
    """One turn in a vacancy's life: the employer was asked, it closed by itself, it was opened again."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "by")
        plain: ClassVar = {"id", "vacancy", "kind", "on", "until", "note", "at"}

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=10, choices=[(one, one) for one in TURNS])
    on = models.DateField()
    until = models.DateField(null=True, blank=True)  # of an opening: the new last day
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="reopened") | Q(until__gt=F("on")), name="a_reopened_vacancy_has_a_last_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class MarketTest(Versioned):
    """A labour-market test: where the vacancy was advertised, how long, who answered, who reviewed it."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "recorded_by", "reviewer")
        plain: ClassVar = {
            "id", "number", "vacancy", "where", "starts", "ends", "result", "applicants", "evidence", "status",
            "reviewed_at", "reason", "version", "created_at", "changed_at",
        }  # fmt: skip

    class Status(models.TextChoices):
        RECEIVED = "received"
        ACCEPTED = "accepted"
        SENT_BACK = "sent_back"

    number = PublicNumber(prefix="LM")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="market_tests")
    where = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    result = models.CharField(max_length=500)
    applicants = models.PositiveIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=500)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RECEIVED)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-ends", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="a_market_test_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("recorded_by")),
                name="a_market_test_is_reviewed_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(status="received", reviewed_at__isnull=True)
                | (~Q(status="received") & Q(reviewed_at__isnull=False, reviewer__isnull=False)),
                name="a_reviewed_market_test_names_its_reviewer",
            ),
        ]

    def __str__(self) -> str:
        return self.number
