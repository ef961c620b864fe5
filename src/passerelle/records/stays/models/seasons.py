"""Seasons that repeat: the authorisation over years, and who is called back for the next one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.accounts.models import User
from passerelle.records.journeys.models import Journey
from passerelle.records.stays.models.stay import Stay


class SeasonRight(models.Model):
    """An authorisation for several seasons, as read in a source. ``None``: the text does not say."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "journey", "valid_from", "valid_until", "months_a_year", "return_duty", "source",
            "recorded_by",
        )  # fmt: skip
        plain: ClassVar = {"id", "confirmed", "recorded_at", "replaced_at"}

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="season_rights")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    months_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    return_duty = models.BooleanField(null=True)  # what the permit itself demands; gates nothing here
    source = models.CharField(max_length=300)
    confirmed = models.BooleanField(default=False)  # compared with the permit itself by whoever recorded it
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["journey"], condition=Q(replaced_at__isnull=True), name="one_season_right_stands"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="a_season_right_runs_forwards",
            ),
            models.CheckConstraint(
                condition=Q(months_a_year__isnull=True) | Q(months_a_year__range=(1, 12)),
                name="a_year_has_twelve_months",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_season_right_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"season right of {self.journey_id}"


class Recall(models.Model):
    """The host's answer after a season: called back, or not with a coded reason. Decided once for a stay."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "stay", "recalled", "code", "note", "said_by")
        plain: ClassVar = {"id", "season", "said_at"}

    stay = models.OneToOneField(Stay, on_delete=models.PROTECT, related_name="recall")  # the season that ended
    season = models.PositiveSmallIntegerField()  # the year in which the next one begins
    recalled = models.BooleanField()
    code = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    said_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(recalled=True) & Q(code="")) | (Q(recalled=False) & ~Q(code="")),
                name="no_recall_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"recall after {self.stay_id}"
