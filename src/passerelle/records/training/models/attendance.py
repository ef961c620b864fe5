"""Sessions of a group, and who was there."""

from typing import ClassVar

from django.db import models

from passerelle.domain.access.privacy import JOURNEY, Keep, kept
from passerelle.records.accounts.models import User
from passerelle.records.training.models.courses import Group
from passerelle.records.training.models.enrolments import Enrolment


class Session(models.Model):
    """One meeting of a group."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "group", "on", "ordinal", "topic"}

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sessions")
    on = models.DateField()
    ordinal = models.PositiveSmallIntegerField(default=1)  # second meeting of one day: 2
    topic = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["group_id", "on", "ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "on", "ordinal"], name="one_session_of_a_day_and_number"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.on}"


class Attendance(models.Model):
    """Whether somebody was at a session; no row means nobody wrote it down."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "enrolment", "mark", "entered_by", "entered_at")
        plain: ClassVar = {"id", "session"}

    class Mark(models.TextChoices):
        PRESENT = "present"
        ABSENT = "absent"
        EXCUSED = "excused"
        UNKNOWN = "unknown"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="marks")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=8, choices=Mark.choices)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="one_mark_of_a_session"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.mark}"
