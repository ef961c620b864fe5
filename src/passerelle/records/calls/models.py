"""Calls for applications, and the applications that people make."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import RECRUITMENT, Keep, kept
from passerelle.domain.access.roles import Reach
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.dossiers.models import Dossier
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet


class CallQuerySet(ScopedQuerySet["Call"]):
    """Calls of schemes whose selection the actor may read; the public list has a query of its own."""

    def _reach(self, actor: Actor) -> Self:
        schemes = actor.schemes(Permission.SELECTION_READ)
        return self.all() if schemes is None else self.filter(scheme_id__in=schemes)


class Call(Versioned):
    """A call for applications: for which track, from when to when, what is asked, in which words."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {
            "id", "number", "scheme", "track", "opens_on", "closes_on", "state", "places", "languages", "texts",
            "fields", "documents", "version", "created_at", "changed_at",
        }  # fmt: skip

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        CLOSED = "closed"

    number = PublicNumber(prefix="K")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="calls")
    track = models.CharField(max_length=30)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)  # null: open until further notice
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    places = models.PositiveIntegerField(null=True, blank=True)  # null: unknown
    languages = models.JSONField(default=list)  # in which one may apply
    texts = models.JSONField(default=dict)  # language -> {"title", "text"}
    fields = models.JSONField(default=list)  # [{"code", "needed"}]
    documents = models.JSONField(default=list)  # [{"code", "needed"}]

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="a_call_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gte=1), name="a_call_has_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ApplicationQuerySet(ScopedQuerySet["Application"]):
    """Applications by reach: staff of the scheme, the service that brought them, the person (no prospects)."""

    def _reach(self, actor: Actor) -> Self:
        whole = actor.schemes(Permission.SELECTION_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
        if whole is None:
            return self.all()
        # A draft is the person's own until it is handed in, except where a service writes it with them.
        reached = Q(call__scheme_id__in=whole) & ~Q(state="draft", brought_by__isnull=True)
        for grant in actor.granting(Permission.SELECTION_READ):
            if grant.organisation is not None and grant.scheme not in whole:
                reached |= Q(call__scheme_id=grant.scheme, brought_by_id=grant.organisation)
        for grant in actor.granting(Permission.OWN_READ):
            reached |= Q(person__number=grant.person) & ~Q(state="prospect")
        return self.filter(reached)


class Application(Versioned):
    """One person's application to one call: kept while it is written, handed in once, answered once."""

    class Privacy:
        personal: ClassVar = {
            **kept(RECRUITMENT, "person", "candidate", "brought_by", "state", "answers", "handed_in_at"),
            **kept(RECRUITMENT, "decided_at", "decided_by", "reason_code", "words", "ended_at", "suspects"),
            **kept(RECRUITMENT, "language", "dossier", "frozen"),
        }
        plain: ClassVar = {"id", "number", "call", "frozen_digest", "version", "created_at", "changed_at"}

    class State(models.TextChoices):
        PROSPECT = "prospect"  # proposed by a service or staff; the person is not told yet
        DRAFT = "draft"
        HANDED_IN = "handed_in"
        ELIGIBLE = "eligible"
        NOT_ELIGIBLE = "not_eligible"
        SELECTED = "selected"
        RESERVE = "reserve"
        NOT_SELECTED = "not_selected"
        WITHDRAWN = "withdrawn"
        CLOSED = "closed"  # by the house: hired elsewhere, or the call ended

    number = PublicNumber(prefix="A")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    # The candidacy begins when the application is handed in: drafts are nobody's candidates.
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    brought_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    language = models.CharField(max_length=8, default="en")
    answers = models.JSONField(default=dict)  # field code -> what was typed
    # The documents that the call asks for; none where it asks for none.
    dossier = models.OneToOneField(
        Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="application"
    )
    suspects = models.JSONField(default=list)  # [{"code", "person"}]: for staff only
    handed_in_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason_code = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=500, blank=True)  # said to the person beside the reason
    # Of a no at screening: the gates and the facts that they read, as they stood on that day.
    frozen = models.JSONField(null=True, blank=True)
    frozen_digest = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "person"],
                condition=Q(ended_at__isnull=True),
                name="one_active_application_to_a_call",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prospect", "draft"])
                | Q(state__in=["withdrawn", "closed"])
                | Q(handed_in_at__isnull=False, candidate__isnull=False),
                name="a_decision_follows_an_application",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["not_eligible", "not_selected", "closed"]) | ~Q(reason_code=""),
                name="a_no_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["not_eligible", "not_selected"]) | Q(decided_by__isnull=False),
                name="a_no_has_a_name",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["call", "state"]), models.Index(fields=["person"])]

    def __str__(self) -> str:
        return self.number
