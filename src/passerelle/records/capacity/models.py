"""Capacity building: one file for each institution and scheme, from baseline to evidence."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import OVERSIGHT, Keep, Purpose, kept
from passerelle.domain.capacity.progress import ACTIVITIES, ACTIVITY_STATES
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet

# Officials who took part: needed while a grant's costs can be checked, then no longer.
PARTICIPATION = Keep(Purpose.GRANT_EVIDENCE, 12)


class InstitutionQuerySet(ScopedQuerySet["InstitutionFile"]):
    """Files of schemes whose capacity building the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        schemes = actor.schemes(Permission.CAPACITY_READ)
        return self.all() if schemes is None else self.filter(scheme_id__in=schemes)


class InstitutionFile(Versioned):
    """An institution under a scheme; ``partnership`` is a partnership's code, where the work is its."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {
            "id", "number", "organisation", "scheme", "partnership", "opened_on", "note",
            "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="N")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="capacity_files")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="capacity_files")
    partnership = models.SlugField(max_length=40, blank=True)
    opened_on = models.DateField()
    note = models.TextField(blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "scheme"], name="one_file_for_an_institution"),
        ]

    def __str__(self) -> str:
        return self.number


class Measurement(models.Model):
    """A measured value on a day; the first of a measure is its baseline. Rows are added, never changed."""

    class Privacy:
        personal: ClassVar = {"by": OVERSIGHT}
        plain: ClassVar = {"id", "file", "measure", "value", "unit", "on", "source", "at"}

    file = models.ForeignKey(InstitutionFile, on_delete=models.CASCADE, related_name="measures")
    measure = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=40)
    on = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["on", "id"]

    def __str__(self) -> str:
        return self.measure


class Goal(models.Model):
    """A line of the plan: a measure's target and day. A new target is a new row; the last is in force."""

    class Privacy:
        personal: ClassVar = {"by": OVERSIGHT}
        plain: ClassVar = {"id", "file", "measure", "target", "unit", "due", "at"}

    file = models.ForeignKey(InstitutionFile, on_delete=models.CASCADE, related_name="goals")
    measure = models.CharField(max_length=80)
    target = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=40)
    due = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.measure


class Activity(Versioned):
    """Training of officials, twinning, a study visit, a system: dates, who, evidence."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {
            "id", "number", "file", "kind", "title", "partner", "start", "end", "state", "women", "men",
            "others", "evidence", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="AV")
    file = models.ForeignKey(InstitutionFile, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    partner = models.CharField(max_length=200, blank=True)
    start = models.DateField()
    end = models.DateField(null=True)
    state = models.CharField(max_length=12, default="planned")
    women = models.PositiveIntegerField(null=True)  # null: unknown
    men = models.PositiveIntegerField(null=True)
    others = models.PositiveIntegerField(null=True)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["start", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ACTIVITIES), name="an_activity_has_a_kind"),
            models.CheckConstraint(condition=Q(state__in=ACTIVITY_STATES), name="an_activity_has_a_state"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=models.F("start")), name="activity_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(evidence=""), name="a_held_activity_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Participant(models.Model):
    """An official who took part, where the grant asks for names: name and function, nothing else."""

    class Privacy:
        personal: ClassVar = kept(PARTICIPATION, "activity", "name", "function")
        plain: ClassVar = {"id"}

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(max_length=150)
    function = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "name", "function"], name="a_participant_once"),
        ]

    def __str__(self) -> str:
        return self.name
