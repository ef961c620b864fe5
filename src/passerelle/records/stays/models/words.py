"""What was said of a stay: days of arrival and start by each side, and items of the first weeks."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.accounts.models import User
from passerelle.records.stays.models.stay import Stay


class StayWord(models.Model):
    """One side's word on the day of arrival or start; a newer one replaces it, both are kept."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "stay", "on", "place", "evidence", "said_by")
        plain: ClassVar = {"id", "what", "side", "said_at", "replaced_at"}

    class What(models.TextChoices):
        ARRIVAL = "arrival"
        START = "start"

    class Side(models.TextChoices):
        PERSON = "person"
        HOST = "host"
        TEAM = "team"

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="days_said")
    what = models.CharField(max_length=8, choices=What.choices)
    side = models.CharField(max_length=8, choices=Side.choices)
    on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    said_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stay", "what", "side"],
                condition=Q(replaced_at__isnull=True),
                name="one_word_of_a_side_on_a_stay",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.stay_id} by {self.side}"


class StayItem(models.Model):
    """One item of the first weeks: settled or not needed, on a day, with what shows it and who recorded it."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "stay", "on", "evidence", "note", "recorded_by")
        plain: ClassVar = {"id", "code", "state", "recorded_at", "replaced_at"}

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=20)
    state = models.CharField(max_length=12)  # done or not_needed
    on = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stay", "code"],
                condition=Q(replaced_at__isnull=True),
                name="one_item_of_a_code_on_a_stay",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.stay_id}"
