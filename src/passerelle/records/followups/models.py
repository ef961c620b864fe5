"""Follow-up after a neutral end: waves, a contact of its own, the survey of reintegration and its weights."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import FOLLOW_UP, REINTEGRATION, kept
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Person
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.journeys.models import Journey
from passerelle.records.masks import MaskedAddress, MaskedText
from passerelle.records.scope import Row, ScopedQuerySet, about


class FollowedQuerySet(ScopedQuerySet[Row]):
    """Rows of a case for the scheme's staff, for the service that brought the person, and for the person."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(
            about(
                actor,
                Permission.FOLLOW_UP_READ,
                "journey__candidate",
                organisation="journey__candidate__brought_by_id",
            )
        )


class Wave(Versioned):
    """One time at which a person is asked how they are, and what came of it. Refused and unknown are values."""

    class Privacy:
        personal: ClassVar = kept(
            FOLLOW_UP, "journey", "began_on", "answers", "refused_code", "taken_by", "contact_checked_at",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "months", "anchor", "due_on", "state", "channel", "sent_at", "seed", "reminders",
            "reminded_at", "settled_at", "version", "created_at", "changed_at",
        }  # fmt: skip

    class State(models.TextChoices):
        PLANNED = "planned"
        SENT = "sent"
        ANSWERED = "answered"
        REFUSED = "refused"
        UNREACHABLE = "unreachable"
        UNKNOWN = "unknown"

    number = PublicNumber(prefix="FW")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="waves")
    months = models.PositiveSmallIntegerField()
    anchor = models.CharField(max_length=12)  # returned, stayed, home_job, formalised
    began_on = models.DateField()  # the day from which the months count
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLANNED)
    channel = models.CharField(max_length=12, blank=True)  # link, telephone, caseworker
    sent_at = models.DateTimeField(null=True, blank=True)
    seed = models.CharField(max_length=64, blank=True)  # of its link, so that a reminder names the same address
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)  # {question: code}; pay as text, in currency
    refused_code = models.CharField(max_length=20, blank=True)  # this wave, or no wave any more
    taken_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact_checked_at = models.DateTimeField(null=True, blank=True)

    objects = FollowedQuerySet["Wave"].as_manager()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journey", "began_on", "months"], name="one_wave_of_its_months"),
            models.CheckConstraint(
                condition=(Q(state__in=["planned", "sent"]) & Q(settled_at__isnull=True))
                | (~Q(state__in=["planned", "sent"]) & Q(settled_at__isnull=False)),
                name="a_wave_is_settled_on_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.number


class ContactQuerySet(ScopedQuerySet["Contact"]):
    """Contacts of people whose waves the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(person__in=Wave.objects.visible_to(actor).values("journey__candidate__person"))


class Contact(Versioned):
    """How a person is reached for follow-up: a copy of its own, so that recruitment can forget its."""

    class Privacy:
        personal: ClassVar = kept(
            FOLLOW_UP, "person", "name", "email", "phone", "language", "channel", "checked_at",
        )  # fmt: skip
        plain: ClassVar = {"id", "version", "created_at", "changed_at"}

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="follow_up_contact")
    name = MaskedText(max_length=240, blank=True, whose="person_id", stands_for_all=True)
    email = MaskedAddress(blank=True, whose="person_id")
    phone = MaskedText(max_length=20, blank=True, whose="person_id")
    language = models.CharField(max_length=8, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)  # when the person said that it is right

    objects = ContactQuerySet.as_manager()

    def __str__(self) -> str:
        return f"contact of {self.person_id}"


class Survey(models.Model):
    """One person's answers to one version of the survey of reintegration; earlier ones stay."""

    class Privacy:
        personal: ClassVar = kept(REINTEGRATION, "journey", "answers", "taken_by", "given_on")
        plain: ClassVar = {"id", "number", "instrument", "instrument_version", "channel", "recorded_at"}

    number = PublicNumber(prefix="RS")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="surveys")
    instrument = models.CharField(max_length=40)
    instrument_version = models.CharField(max_length=40)
    given_on = models.DateField()
    channel = models.CharField(max_length=12)
    answers = models.JSONField(default=dict, blank=True)  # {question: answer}; absent: not answered
    taken_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = FollowedQuerySet["Survey"].as_manager()

    class Meta:
        ordering: ClassVar = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return self.number


class SurveyWeights(models.Model):
    """Weights of an instrument from a file with its source; the newest of a version is in use."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {
            "id", "instrument", "instrument_version", "source", "facts", "digest", "loaded_at",
        }  # fmt: skip

    instrument = models.CharField(max_length=40)
    instrument_version = models.CharField(max_length=40)
    source = models.CharField(max_length=500)
    facts = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-loaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.instrument} {self.instrument_version}"
