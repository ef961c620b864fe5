"""Who takes part in a group, how they were tested, and vouchers."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.training.models.courses import Group, GroupSeat


class EnrolmentQuerySet(ScopedQuerySet["Enrolment"]):
    """Enrolments in groups that the actor may read, of people it may know; a person's own."""

    def _reach(self, actor: Actor) -> Self:
        whole = actor.schemes(Permission.TRAINING_READ)
        if whole is None:
            return self.all()
        in_groups = Q(group__in=Group.objects.visible_to(actor))
        own = [grant.person for grant in actor.granting(Permission.OWN_READ)]
        brought = Q(candidate__in=Candidate.objects.visible_to(actor), candidate__scheme_id__in=whole)
        return self.filter(in_groups | brought | Q(candidate__person__number__in=own))


class Enrolment(Versioned):
    """A person in a group: on a numbered seat, or on the waiting list."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "candidate", "seat", "state", "asked_at", "seated_on", "ended_on", "drop_code",
            "shortfall", "stay",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "group", "version", "created_at", "changed_at"}

    class State(models.TextChoices):
        WAITING = "waiting"
        ENROLLED = "enrolled"
        COMPLETED = "completed"
        NOT_COMPLETED = "not_completed"
        LEFT = "left"

    number = PublicNumber(prefix="N")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="enrolments")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="enrolments")
    seat = models.ForeignKey(
        GroupSeat, null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    state = models.CharField(max_length=14, choices=State.choices)
    asked_at = models.DateTimeField()  # the order of the waiting list
    seated_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    drop_code = models.CharField(max_length=40, blank=True)
    shortfall = models.JSONField(default=list, blank=True)  # codes of what was missing for completion
    stay = models.CharField(max_length=24, blank=True)  # the stay during which it is taken, by public number

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(seat__isnull=False), name="a_seat_is_taken_once"
            ),
            models.UniqueConstraint(
                fields=["group", "candidate"], condition=~Q(state="left"), name="a_person_is_in_a_group_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "left"], seat__isnull=True)
                | Q(state__in=["enrolled", "completed", "not_completed"], seat__isnull=False),
                name="who_is_enrolled_has_a_seat",
            ),
            models.CheckConstraint(
                condition=(Q(state="left") & ~Q(drop_code="")) | (~Q(state="left") & Q(drop_code="")),
                name="who_left_said_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "enrolled"]) | Q(ended_on__isnull=False),
                name="an_ended_enrolment_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class TestResult(Versioned):
    """One test: level reached or score, passed or not, valid from a day to a day."""

    __test__ = False  # the test runner takes the name for its own

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "enrolment", "language", "level", "score", "score_of", "passed", "issued_on", "expires_on",
            "entered_by",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "subject", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="T")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="results")
    subject = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=3, blank=True)
    level = models.CharField(max_length=2, blank=True)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    score_of = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(null=True)  # null: taken, the result is not known yet
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-issued_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "issued_on"], name="one_test_of_a_person_on_a_day"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score_of__isnull=True) | Q(score__lte=F("score_of")),
                name="a_score_is_within_its_scale",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="a_result_ends_after_its_issue",
            ),
        ]

    def __str__(self) -> str:
        return self.number
