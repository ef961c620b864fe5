"""Courses, the groups that take them, and the groups' numbered seats."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, Keep
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet, within
from passerelle.records.vacancies.models import Vacancy


class CourseQuerySet(ScopedQuerySet["Course"]):
    """Courses by reach: a scheme's staff see all, a trainer its own."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(within(actor, Permission.TRAINING_READ, "scheme_id", organisation="provider_id"))


class Course(Versioned):
    """What is taught, by whom, and what completes it. ``None`` is unknown."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {
            "id", "number", "scheme", "provider", "title", "kind", "skills", "language", "level", "hours",
            "minimum_attendance", "asks_test", "valid_months", "closed_on", "version", "created_at",
            "changed_at",
        }  # fmt: skip

    class Kind(models.TextChoices):
        TECHNICAL = "technical"
        LANGUAGE = "language"
        SOFT_SKILLS = "soft_skills"
        ORIENTATION = "orientation"
        BUSINESS = "business"
        COOPERATIVE = "cooperative"
        ENTREPRENEURSHIP = "entrepreneurship"

    number = PublicNumber(prefix="U")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="courses")
    provider = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    skills = models.JSONField(default=list, blank=True)  # ESCO addresses it teaches
    language = models.CharField(max_length=3, blank=True)
    level = models.CharField(max_length=2, blank=True)  # CEFR level it leads to
    hours = models.PositiveIntegerField(null=True, blank=True)
    minimum_attendance = models.PositiveSmallIntegerField(null=True, blank=True)  # percent; null: not asked
    asks_test = models.BooleanField(default=True)
    valid_months = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # of its certificate; null: not stated
    closed_on = models.DateField(null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "title"], name="one_course_of_a_title"),
            models.CheckConstraint(
                condition=Q(minimum_attendance__isnull=True) | Q(minimum_attendance__lte=100),
                name="attendance_is_a_share",
            ),
            models.CheckConstraint(condition=Q(level="") | ~Q(language=""), name="a_level_is_of_a_language"),
        ]

    def __str__(self) -> str:
        return self.number


class GroupQuerySet(ScopedQuerySet["Group"]):
    """Groups of courses that the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(course__in=Course.objects.visible_to(actor))


class Group(Versioned):
    """People who take a course together; opening it with more seats than committed posts needs a reason."""

    class Privacy:
        personal: ClassVar = {"trainer": JOURNEY}
        ends: ClassVar = ("ends_on",)
        plain: ClassVar = {
            "id", "number", "course", "vacancy", "name", "starts_on", "ends_on", "seats", "place", "abroad",
            "state", "opened_on", "committed", "short_because", "version", "created_at", "changed_at",
        }  # fmt: skip

    class State(models.TextChoices):
        PLANNED = "planned"
        OPEN = "open"
        RUNNING = "running"
        CLOSED = "closed"

    number = PublicNumber(prefix="G")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="groups")
    vacancy = models.ForeignKey(Vacancy, null=True, blank=True, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=120)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    seats = models.PositiveIntegerField()
    place = models.CharField(max_length=120, blank=True)
    trainer = models.CharField(max_length=120, blank=True)
    abroad = models.BooleanField(default=False)  # held during the stays of those who take part
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    opened_on = models.DateField(null=True, blank=True)
    committed = models.PositiveIntegerField(null=True, blank=True)  # posts at contract level on that day
    short_because = models.CharField(max_length=300, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "name"], name="one_group_of_a_name"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="a_group_has_a_seat"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_group_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(state="planned")
                | Q(abroad=True)
                | Q(committed__isnull=False, committed__gte=F("seats"))
                | ~Q(short_because=""),
                name="more_seats_than_posts_say_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class GroupSeat(models.Model):
    """One numbered seat: what cannot be taken twice must exist once."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "group", "ordinal"}

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="numbered_seats")
    ordinal = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "ordinal"], name="one_seat_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}/{self.ordinal}"
