"""Follow-up of decisions, and the history of every row that was changed."""

from typing import ClassVar

from django.db import models

from passerelle.domain.access.privacy import OVERSIGHT, Keep
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber
from passerelle.records.portfolio.models.partnerships import (
    PLAIN,
    Entry,
    EntryQuerySet,
    Partnership,
    RoundtableDecision,
)


class FollowUp(Entry):
    """Something a decision asks somebody to do by a day."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = PLAIN | {"decision", "text", "owner", "due", "state"}

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        DROPPED = "dropped"

    number = PublicNumber(prefix="FU")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="follow_ups")
    decision = models.ForeignKey(RoundtableDecision, on_delete=models.CASCADE, related_name="follow_ups")
    text = models.TextField()
    owner = models.CharField(max_length=200)  # an organisation or an office, not a private person
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    objects = EntryQuerySet["FollowUp"].as_manager()

    class Meta:
        ordering: ClassVar = ["due", "id"]

    def __str__(self) -> str:
        return self.number


class FollowUpChange(models.Model):
    """One step of a follow-up's history; never changed."""

    class Privacy:
        personal: ClassVar = {"by": OVERSIGHT}
        plain: ClassVar = {"id", "follow_up", "state", "due", "note", "at"}

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(max_length=10)
    due = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.follow_up_id}: {self.state}"


class EntryChange(models.Model):
    """One field of a row was changed: from what, to what, by whom, when; never changed itself."""

    class Privacy:
        personal: ClassVar = {"by": OVERSIGHT}
        plain: ClassVar = {"id", "partnership", "row", "field", "before", "after", "at"}

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="entry_changes")
    row = models.CharField(max_length=24, db_index=True)  # public number of the row
    field = models.CharField(max_length=30)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.row}: {self.field}"
