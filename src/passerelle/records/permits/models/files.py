"""Permit and visa files in dated entries, appointments at consular posts."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, Keep, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey
from passerelle.records.scope import ScopedQuerySet, about


class PermitFileQuerySet(ScopedQuerySet["PermitFile"]):
    """Files of the scheme for those who read permits there; a person sees their own."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(about(actor, Permission.PERMIT_READ, "journey__candidate"))


class PermitFile(Versioned):
    """One permit or visa of a case; where it stands follows from its entries."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "journey", "reference", "state")
        plain: ClassVar = {
            "id", "number", "dossier", "kind", "route", "authority", "lodged_by", "term_days", "term_source",
            "opened_on", "version", "created_at", "changed_at",
        }  # fmt: skip

    class Kind(models.TextChoices):
        PERMIT = "permit"
        VISA = "visa"

    number = PublicNumber(prefix="B")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="permit_files")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="permit_file")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    route = models.CharField(max_length=60, blank=True)  # empty: not known
    authority = models.CharField(max_length=200, blank=True)
    lodged_by = models.CharField(max_length=12, blank=True)  # employer, worker
    reference = models.CharField(max_length=80, blank=True)
    term_days = models.PositiveIntegerField(null=True, blank=True)  # null: no term is known
    term_source = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField()
    state = models.CharField(max_length=12, default="preparing")  # what the entries add up to, for lists

    objects = PermitFileQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["journey", "kind"],
                condition=~Q(state__in=["lost", "withdrawn"]),
                name="one_open_file_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PermitEntry(models.Model):
    """Something happened to a file, on a day: filed, granted, refused, appealed, extended and so on."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "file", "kind", "on", "until", "ground", "text", "recorded_by")
        plain: ClassVar = {"id", "recorded_at"}

    file = models.ForeignKey(PermitFile, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=14)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)  # term for appeal, end of validity
    ground = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind__in=["refused", "revoked", "held"]) | ~Q(ground=""),
                name="a_refusal_has_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class ConsularPost(Versioned):
    """Where a State takes visa applications for people of a country, from a day to a day."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {
            "id", "number", "state", "country", "place", "opened_on", "opening_known", "closed_on", "note",
            "source", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="Y")
    state = models.CharField(max_length=2)
    country = models.CharField(max_length=2)
    place = models.CharField(max_length=120)
    opened_on = models.DateField(null=True, blank=True)
    opening_known = models.BooleanField(default=False)  # false: nobody recorded since when
    closed_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state", "country", "place"], name="one_post_in_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.state} in {self.place}"


class PostWait(models.Model):
    """A waiting time that somebody observed at a post."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "recorded_by")
        plain: ClassVar = {"id", "post", "days", "on", "source"}

    post = models.ForeignKey(ConsularPost, on_delete=models.CASCADE, related_name="waits")
    days = models.PositiveSmallIntegerField()
    on = models.DateField()
    source = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.days} days"


class Appointment(models.Model):
    """An appointment of a file at a post."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "file", "asked_on", "slot_on")
        plain: ClassVar = {"id", "post"}

    file = models.ForeignKey(PermitFile, on_delete=models.CASCADE, related_name="appointments")
    post = models.ForeignKey(ConsularPost, on_delete=models.PROTECT, related_name="appointments")
    asked_on = models.DateField()
    slot_on = models.DateField(null=True, blank=True)  # null: none was given yet

    def __str__(self) -> str:
        return f"appointment {self.slot_on}"
