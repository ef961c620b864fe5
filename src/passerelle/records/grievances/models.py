"""Grievances stand apart: nothing else points here, and only named hearers and the worker read them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import PROTECTION, kept
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Person
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.stays.models import Stay


class GrievanceQuerySet(ScopedQuerySet["Grievance"]):
    """Those that the actor was named to hear, and a person's own; no role opens any by itself."""

    def _reach(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        reached = Q(pk__in=[])
        if actor.may(Permission.GRIEVANCE_READ):
            reached |= Q(pk__in=Hearer.objects.filter(user=actor.id, until__isnull=True).values("grievance"))
        own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
        return self.filter(reached | Q(person__number__in=own))


class Grievance(Versioned):
    """Something that a worker tells. ``person`` is empty when nobody knows yet who wrote."""

    class Privacy:
        personal: ClassVar = kept(
            PROTECTION, "person", "stay", "subject", "severity", "channel", "language", "text", "about",
            "contact", "told_at", "answered_at", "stepped_at", "choice", "closed_at", "outcome", "outcome_text",
            "taken_by", "source",
        )  # fmt: skip
        ends: ClassVar = ("closed_at",)  # of one told without a name
        plain: ClassVar = {"id", "number", "scheme", "version", "created_at", "changed_at"}

    class Channel(models.TextChoices):
        PAGE = "page"
        SMS = "sms"
        PAPER = "paper"
        TELEPHONE = "telephone"

    number = PublicNumber(prefix="GV")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stay = models.ForeignKey(Stay, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20)
    severity = models.CharField(max_length=10)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=8)
    text = models.CharField(max_length=5_000)
    about = models.CharField(max_length=10, default="employer")  # whom: employer, team, both, other
    contact = models.CharField(max_length=254, blank=True)  # where an answer is safe; empty: only on her page
    told_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    stepped_at = models.DateTimeField(null=True, blank=True)
    choice = models.CharField(max_length=12, blank=True)  # whether the inspectorate may be told
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=14, blank=True)
    outcome_text = models.CharField(max_length=2_000, blank=True)
    taken_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=64, null=True, blank=True, unique=True)  # a text message's own digest

    objects = GrievanceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["told_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(closed_at__isnull=True) & Q(outcome=""))
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="a_grievance_closes_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="passed_on") | Q(choice="tell"), name="the_worker_decides_who_is_told"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Accused(models.Model):
    """Whom a grievance is about: an organisation, or an account."""

    class Privacy:
        personal: ClassVar = kept(PROTECTION, "grievance", "organisation", "user")
        plain: ClassVar = {"id"}

    grievance = models.ForeignKey(Grievance, on_delete=models.CASCADE, related_name="accused")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, user__isnull=True)
                | Q(organisation__isnull=True, user__isnull=False),
                name="the_accused_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"accused in {self.grievance_id}"


class Hearer(models.Model):
    """Somebody who may hear a grievance, from a day on; found out by ties, case by case."""

    class Privacy:
        personal: ClassVar = kept(PROTECTION, "grievance", "user", "since", "until", "why_ended")
        plain: ClassVar = {"id"}

    grievance = models.ForeignKey(Grievance, on_delete=models.CASCADE, related_name="hearers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    why_ended = models.CharField(max_length=20, blank=True)  # tie, left (no officer any more), handed_over

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["grievance", "user"], condition=Q(until__isnull=True), name="a_hearer_hears_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "until"])]

    def __str__(self) -> str:
        return f"hearer of {self.grievance_id}"


class GrievanceEntry(models.Model):
    """Something said or done: the worker adds, a hearer answers, takes a step, changes the severity."""

    class Privacy:
        personal: ClassVar = kept(PROTECTION, "grievance", "kind", "by", "by_worker", "text", "at")
        ends: ClassVar = ("grievance__closed_at",)
        plain: ClassVar = {"id"}

    class Kind(models.TextChoices):
        SAID = "said"  # between worker and hearer; both read it
        STEP = "step"  # what was done; both read it
        SEVERITY = "severity"
        HANDED_OVER = "handed_over"
        NOTE = "note"  # between hearers alone

    grievance = models.ForeignKey(Grievance, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    by_worker = models.BooleanField(default=False)
    text = models.CharField(max_length=5_000)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} in {self.grievance_id}"


class AlertQuerySet(ScopedQuerySet["ClosedAlert"]):
    """For welfare officers of the stay's scheme; which of them may hear it is worked out at each reading."""

    def _reach(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        schemes = [one.scheme for one in actor.granting(Permission.WORK_FLAG)]
        return self.filter(stay__journey__candidate__scheme_id__in=schemes)


class ClosedAlert(models.Model):
    """A season without recall was looked into; the alert itself is worked out at each reading."""

    class Privacy:
        personal: ClassVar = kept(PROTECTION, "stay", "outcome", "text", "by", "at")
        plain: ClassVar = {"id"}

    stay = models.OneToOneField(Stay, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=14)
    text = models.CharField(max_length=2_000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"alert of {self.stay_id}"
