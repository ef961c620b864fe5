"""Recognition of a qualification: its file, its clock's pauses, its adaptation measures."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.dossiers.models import Dossier
from passerelle.records.scope import ScopedQuerySet


class RecognitionQuerySet(ScopedQuerySet["RecognitionFile"]):
    """Files of candidacies that the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(candidate__in=Candidate.objects.visible_to(actor))


class RecognitionFile(Versioned):
    """One qualification before one authority. ``None`` and empty are unknown."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "candidate", "qualification", "national_level", "eqf", "deficits", "opened_on",
            "complete_on", "outcome", "decided_on", "decided_because", "appealed_on", "appeal_outcome",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "dossier", "country", "authority", "obtained_in", "eqf_source", "occupation",
            "statutory_days", "statutory_source", "statutory_evidence", "version", "created_at", "changed_at",
        }  # fmt: skip

    class Outcome(models.TextChoices):
        FULL = "full"
        PARTIAL = "partial"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    number = PublicNumber(prefix="Q")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="recognitions")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="recognition")
    country = models.CharField(max_length=2, blank=True)  # where recognition is asked
    authority = models.CharField(max_length=200, blank=True)
    qualification = models.CharField(max_length=300, blank=True)
    obtained_in = models.CharField(max_length=2, blank=True)
    national_level = models.CharField(max_length=20, blank=True)
    eqf = models.PositiveSmallIntegerField(null=True, blank=True)
    eqf_source = models.CharField(max_length=300, blank=True)
    occupation = models.CharField(max_length=200, blank=True)  # the reference occupation over there
    statutory_days = models.PositiveSmallIntegerField(null=True, blank=True)
    statutory_source = models.CharField(max_length=300, blank=True)
    statutory_evidence = models.CharField(max_length=1, blank=True)  # A, B, M
    deficits = models.JSONField(null=True, blank=True)  # null: not known; []: none found
    opened_on = models.DateField()
    complete_on = models.DateField(null=True, blank=True)  # the clock starts here
    outcome = models.CharField(max_length=10, choices=Outcome.choices, null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_because = models.CharField(max_length=300, blank=True)
    appealed_on = models.DateField(null=True, blank=True)
    appeal_outcome = models.CharField(max_length=10, blank=True)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate", "country", "qualification"],
                condition=Q(outcome__isnull=True),
                name="one_open_recognition_of_a_qualification",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True, decided_on__isnull=True)
                | Q(outcome__isnull=False, decided_on__isnull=False),
                name="an_outcome_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(statutory_days__isnull=True)
                | (~Q(statutory_source="") & Q(statutory_evidence__in=["A", "B", "M"])),
                name="a_statutory_term_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(appealed_on__isnull=True)
                | Q(decided_on__isnull=False, appealed_on__gte=F("decided_on")),
                name="an_appeal_follows_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Pause(models.Model):
    """The clock stands still while a paper is missing."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "since", "until", "reason")
        plain: ClassVar = {"id", "file"}

    file = models.ForeignKey(RecognitionFile, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(until__isnull=True), name="one_open_pause_of_a_file"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_pause_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} since {self.since}"


class Measure(Versioned):
    """An adaptation measure that makes up for a deficit."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "title", "hours", "due_on", "done_on")
        plain: ClassVar = {"id", "number", "file", "kind", "version", "created_at", "changed_at"}

    class Kind(models.TextChoices):
        COURSE = "course"
        EXAM = "exam"
        PRACTICE = "practice"

    number = PublicNumber(prefix="Y")
    file = models.ForeignKey(RecognitionFile, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.number
