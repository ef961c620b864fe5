"""One journey per person and scheme, and every change of its stage."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.scope import ScopedQuerySet


class JourneyQuerySet(ScopedQuerySet["Journey"]):
    """Journeys of candidacies that the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(candidate__in=Candidate.objects.visible_to(actor))


class Journey(Versioned):
    """A candidacy on its way; it stays on the version of the stage table it began with."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "candidate", "stage", "since", "due_on", "ended_on")
        plain: ClassVar = {
            "id",
            "number",
            "scheme_version",
            "track",
            "owner",
            "version",
            "created_at",
            "changed_at",
        }

    number = PublicNumber(prefix="J")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="journeys")
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=30)
    stage = models.CharField(max_length=40)
    since = models.DateField()
    due_on = models.DateField(null=True, blank=True)  # when the next step is due; null: nobody set a term
    ended_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = JourneyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(ended_on__isnull=True), name="one_active_journey"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("since")), name="a_step_is_due_after_arrival"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(due_on__isnull=True), name="nothing_is_due_after_the_end"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["ended_on", "due_on"]),
            models.Index(fields=["owner", "ended_on"]),
        ]

    def __str__(self) -> str:
        return self.number


class StageChange(models.Model):
    """A journey moved: from, event, to, who, when."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "journey", "before", "event", "after", "by", "at", "reason_code", "note"
        )
        plain: ClassVar = {"id"}

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(max_length=40, blank=True)
    event = models.CharField(max_length=40)
    after = models.CharField(max_length=40)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason_code = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Reminder(models.Model):
    """A person was reminded of a step that is due: once for each step, again as the schedule says."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "journey", "due_on", "at", "by")
        plain: ClassVar = {"id", "ordinal", "channel"}

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="reminders")
    due_on = models.DateField(null=True)  # the term that was spoken of
    ordinal = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # null: the schedule

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journey", "due_on", "ordinal"], name="one_reminder_of_a_turn"),
        ]

    def __str__(self) -> str:
        return f"reminder {self.ordinal} of {self.due_on}"


class Handover(models.Model):
    """Cases went from one caseworker to another: for good, or from a day until a day (an absence)."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "receiver", "reason", "by", "from_on", "until", "at")
        ends: ClassVar = ("at", "until", "ended_at")
        plain: ClassVar = {"id", "number", "begun_at", "ended_at"}

    number = PublicNumber(prefix="HO")
    receiver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    from_on = models.DateField()
    until = models.DateField(null=True)  # the last day; null: for good
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)  # null: its first day has not come
    ended_at = models.DateTimeField(null=True)  # when the cases came back

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("from_on")),
                name="absence_days_in_order",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["ended_at", "until"])]

    def __str__(self) -> str:
        return self.number


class HandedCase(models.Model):
    """One case of a hand-over: whose it was before, and what the next person should know."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "journey", "former", "note")
        plain: ClassVar = {"id", "handover"}

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="cases")
    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="handed")
    former = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # null: nobody
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handover", "journey"], name="one_line_of_a_case_handed_over"),
        ]

    def __str__(self) -> str:
        return f"{self.journey_id} in {self.handover_id}"
