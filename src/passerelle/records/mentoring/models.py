"""The circle of helpers of a stay: who, what for, what they may see; meetings; knowledge passed on."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.scope import Row, ScopedQuerySet, about
from passerelle.records.stays.models import Stay


def of_the_scheme(actor: Actor) -> Q | None:
    """Rows about stays of the schemes whose staff the actor is, and about the person's own; not the host's."""
    return about(actor, Permission.STAY_READ, "stay__journey__candidate")


class NearQuerySet(ScopedQuerySet[Row]):
    """Rows about a stay for the scheme's staff and the person; the host does not read them."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(of_the_scheme(actor))


class HelperQuerySet(ScopedQuerySet["Helper"]):
    """Helpers for the scheme's staff and the person; a mentor's own rows while the person agrees to them."""

    def _reach(self, actor: Actor) -> Self:
        reached = of_the_scheme(actor)
        if reached is None:
            return self.all()
        for grant in actor.granting(Permission.MENTEE_READ):
            named = Q(account_id=actor.id, answer="yes", until__isnull=True)
            reached |= named & Q(stay__journey__candidate__scheme_id=grant.scheme)
        return self.filter(reached)


class Helper(Versioned):
    """One named helper of a stay, with an account or as a contact only.

    ``answer`` is the person's own: yes, no, or empty while open; ``shares`` says what she lets a mentor see.
    """

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "stay", "name", "contact", "account", "role", "languages", "since", "until", "end_code",
            "replaces", "answer", "answered_at", "shares",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="HP")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="helpers")
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=254, blank=True)  # telephone or address; empty: not known
    account = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    languages = models.JSONField(default=list, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    end_code = models.CharField(max_length=30, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=3, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    shares = models.JSONField(default=list, blank=True)

    objects = HelperQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stay"], condition=Q(role="mentor", until__isnull=True), name="one_mentor_at_a_time"
            ),
            models.CheckConstraint(
                condition=(Q(until__isnull=True) & Q(end_code="")) | (Q(until__isnull=False) & ~Q(end_code="")),
                name="a_helper_ends_with_a_code",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_helper_ends_after_the_start"
            ),
            models.CheckConstraint(
                condition=Q(answer="yes") | Q(shares=[]), name="nothing_is_shared_without_a_yes"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "until"])]

    def __str__(self) -> str:
        return self.number


class Meeting(models.Model):
    """A meeting with a helper; the person reads the note, too."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "helper", "on", "kind", "note", "entered_by")
        plain: ClassVar = {"id", "entered_at"}

    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    kind = models.CharField(max_length=12)
    note = models.CharField(max_length=1_000, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"meeting on {self.on}"


class Transfer(Versioned):
    """A session in which somebody passes on what she learned: at home, for colleagues, at a school."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "stay", "topic", "on", "audience", "reached", "evidence", "entered_by"
        )
        plain: ClassVar = {"id", "number", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="KT")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="transfers")
    topic = models.CharField(max_length=200)
    on = models.DateField()
    audience = models.CharField(max_length=20)
    reached = models.PositiveIntegerField(null=True, blank=True)  # people; null: not known
    evidence = models.CharField(max_length=300, blank=True)  # where it is written; empty: none
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = NearQuerySet["Transfer"].as_manager()

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stay", "on", "topic"], name="one_session_of_a_topic_on_a_day"),
        ]

    def __str__(self) -> str:
        return self.number
