"""What a run proposed, why, and what people decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from passerelle.domain.access.privacy import RECRUITMENT, kept
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.selection.models.runs import Run
from passerelle.records.vacancies.models import Vacancy


class Proposal(Versioned):
    """A pair that the engine proposes; people decide."""

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "candidate", "score", "parts", "rank")
        plain: ClassVar = {"id", "number", "run", "vacancy", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="M")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="proposals")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    parts = models.JSONField(default=dict)
    rank = models.PositiveIntegerField()  # the order shown within the vacancy

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "candidate", "vacancy"], name="a_pair_is_proposed_once"),
            models.CheckConstraint(condition=Q(score__lte=10_000), name="a_score_is_up_to_10000"),
        ]

    def __str__(self) -> str:
        return self.number


class Reason(models.Model):
    """Why a candidate or a vacancy ended where it did: one row for each, always."""

    class Privacy:
        personal: ClassVar = {
            **kept(RECRUITMENT, "candidate", "other", "outcome", "code", "rule", "have", "need"),
            **kept(RECRUITMENT, "score", "price", "change"),
        }
        plain: ClassVar = {"id", "run", "side", "vacancy"}

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="reasons")
    side = models.CharField(max_length=9)  # candidate | vacancy
    candidate = models.ForeignKey(Candidate, null=True, on_delete=models.CASCADE, related_name="+")
    vacancy = models.ForeignKey(Vacancy, null=True, on_delete=models.CASCADE, related_name="+")
    other = models.CharField(max_length=24, blank=True)  # public number of the other side
    outcome = models.CharField(max_length=20)
    code = models.CharField(max_length=60, blank=True)
    rule = models.CharField(max_length=120, blank=True)
    have = models.CharField(max_length=200, blank=True)
    need = models.CharField(max_length=200, blank=True)
    score = models.IntegerField(null=True)
    price = models.FloatField(null=True)
    change = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["run", "side", "outcome"]),
            models.Index(fields=["candidate"]),
            models.Index(fields=["vacancy"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "candidate"], condition=Q(side="candidate"), name="one_reason_for_a_candidate"
            ),
            models.UniqueConstraint(
                fields=["run", "vacancy"], condition=Q(side="vacancy"), name="one_reason_for_a_vacancy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.outcome}"


class Decision(models.Model):
    """What a named person decided on a proposal: kept for good, shown with the run."""

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "proposal", "by", "answer", "reason_code", "note")
        plain: ClassVar = {"id", "at", "seconds", "in_bulk"}

    class Answer(models.TextChoices):
        ACCEPTED = "accepted"
        DECLINED = "declined"

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    reason_code = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField(null=True)  # between the page shown and the decision
    in_bulk = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="accepted") | ~Q(reason_code=""), name="a_decline_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.answer
