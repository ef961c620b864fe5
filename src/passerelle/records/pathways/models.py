"""Confirmations of the law's values by named people, and the versions of them that were in use here."""

from typing import ClassVar

from django.db import models

from passerelle.domain.access.privacy import OVERSIGHT, kept
from passerelle.records.accounts.models import User


class Confirmation(models.Model):
    """A named person compared one version of a parameter with one official text on one day; or took it back."""

    class Privacy:
        personal: ClassVar = kept(OVERSIGHT, "by", "withdrawn_by", "withdrawn_why")
        plain: ClassVar = {
            "id", "parameter", "digest", "official_text", "article", "compared_on", "at", "withdrawn_at",
        }  # fmt: skip

    parameter = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)  # another version of the parameter is not confirmed by this
    official_text = models.CharField(max_length=300)
    article = models.CharField(max_length=80)
    compared_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # the row stays: what was once confirmed is seen
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["parameter", "digest"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_confirmation_of_a_parameters_version",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~models.Q(withdrawn_why=""),
                name="a_confirmation_is_withdrawn_by_a_name_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(official_text="") & ~models.Q(article=""),
                name="a_confirmation_names_the_official_text",
            ),
        ]
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.parameter} on {self.compared_on}"


class ParameterVersion(models.Model):
    """One version of a parameter as this installation first read it; the newest is in force."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {"id", "parameter", "digest", "values", "seen_at"}

    parameter = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    values = models.JSONField()  # [{"value", "valid_from", "valid_to", "since_year"}]
    seen_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["parameter", "-id"], name="newest_of_a_parameter")]
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.parameter} as of {self.seen_at}"
