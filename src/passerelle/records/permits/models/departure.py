"""Before departure: what is settled, the journey booked, the briefing held, an authority's word on exit."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.accounts.models import User
from passerelle.records.journeys.models import Journey


class Preparation(models.Model):
    """One thing settled before departure, with what shows it and who said so."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "journey", "code", "on", "until", "evidence", "recorded_by")
        plain: ClassVar = {"id", "recorded_at"}

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="preparations")
    code = models.CharField(max_length=12)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)  # last day of an insurance; null: none was stated
    evidence = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journey", "code"], name="a_thing_is_settled_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Travel(models.Model):
    """A journey booked for a case; a newer booking replaces it, and both stay."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "journey", "leaves_on", "leaves_from", "goes_to", "carrier", "reference", "paid_by",
            "met_by", "recorded_by",
        )  # fmt: skip
        plain: ClassVar = {"id", "recorded_at", "replaced_at"}

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="travels")
    leaves_on = models.DateField()
    leaves_from = models.CharField(max_length=120)
    goes_to = models.CharField(max_length=120)
    carrier = models.CharField(max_length=120)
    reference = models.CharField(max_length=80, blank=True)
    paid_by = models.CharField(max_length=12, blank=True)  # empty: not known
    met_by = models.CharField(max_length=200, blank=True)  # empty: nobody is named yet
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["journey"], condition=Q(replaced_at__isnull=True), name="one_booking_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaves_from} – {self.goes_to} {self.leaves_on}"


class Briefing(models.Model):
    """A briefing held before departure: in which language, about what, and whether the person says so too."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "journey", "on", "language", "topics", "held_by", "acknowledged_at", "acknowledged_how",
            "recorded_by",
        )  # fmt: skip
        plain: ClassVar = {"id", "recorded_at", "replaced_at"}

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="briefings")
    on = models.DateField()
    language = models.CharField(max_length=8)
    topics = models.JSONField()  # codes of domain.permits.departure.TOPICS
    held_by = models.CharField(max_length=200)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_how = models.CharField(max_length=300, blank=True)  # "own page", or where the signed sheet is
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["journey"], condition=Q(replaced_at__isnull=True), name="one_briefing_counts"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | ~Q(acknowledged_how=""),
                name="an_acknowledgement_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"briefing {self.on}"


class ExitStatement(models.Model):
    """An authority's word that somebody may leave, where what its country asks is not known here."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "journey", "authority", "says_on", "until", "evidence", "source", "recorded_by",
            "withdrawn_on", "withdrawn_because",
        )  # fmt: skip
        plain: ClassVar = {"id", "country", "recorded_at"}

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="exit_statements")
    country = models.CharField(max_length=2, blank=True)  # that the person leaves; empty: not known
    authority = models.CharField(max_length=200)
    says_on = models.DateField()
    until = models.DateField(null=True, blank=True)  # last day on which it holds; null: it states none
    evidence = models.CharField(max_length=300)  # number of the paper, or where it lies
    source = models.CharField(max_length=300)  # how we have it: letter, call, page
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["journey"], condition=Q(withdrawn_on__isnull=True), name="one_exit_statement_counts"
            ),
            models.CheckConstraint(
                condition=~Q(authority="") & ~Q(evidence="") & ~Q(source=""),
                name="an_exit_statement_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("says_on")),
                name="an_exit_statement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_because=""),
                name="a_withdrawn_exit_statement_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.says_on}"
