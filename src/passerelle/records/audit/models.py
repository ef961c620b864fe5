"""What happened (events) and which requests were already answered (receipts)."""

from typing import ClassVar

from django.db import models

from passerelle.domain.access.privacy import OVERSIGHT
from passerelle.records.accounts.models import User


class Event(models.Model):
    """One action or one reading of personal data; subjects are public numbers, never names."""

    class Privacy:
        personal: ClassVar = {"actor": OVERSIGHT, "subjects": OVERSIGHT, "details": OVERSIGHT}
        plain: ClassVar = {"id", "at", "action", "purpose", "scheme_code"}

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60, db_index=True)
    purpose = models.CharField(max_length=30)
    scheme_code = models.CharField(max_length=40, blank=True)
    subjects = models.JSONField(default=list)
    details = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(purpose=""), name="event_has_a_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.action} at {self.at}"


class Subject(models.Model):
    """An event's subject as a row of its own, so that a person's history is one indexed look-up."""

    class Privacy:
        personal: ClassVar = {"number": OVERSIGHT}
        plain: ClassVar = {"id", "event"}

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="subject_rows")
    number = models.CharField(max_length=24, db_index=True)

    def __str__(self) -> str:
        return self.number


class Receipt(models.Model):
    """The answer given to a request with an idempotency key; a repeat gets the same answer."""

    class Privacy:
        personal: ClassVar = {"account": OVERSIGHT, "answer": OVERSIGHT}
        plain: ClassVar = {"id", "key", "action", "content", "at"}

    account = models.CharField(max_length=24)
    key = models.CharField(max_length=64)
    action = models.CharField(max_length=60)
    content = models.CharField(max_length=64)  # digest of what was asked
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "key"], name="one_answer_for_a_key"),
        ]

    def __str__(self) -> str:
        return self.key
