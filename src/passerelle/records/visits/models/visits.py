"""A visit to a host and what was found; others read of it once it was announced or made."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import PROTECTION, kept
from passerelle.domain.access.roles import REACH, Reach
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.dossiers.models import Dossier
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.partnerships.ties import tied_hosts
from passerelle.records.scope import ScopedQuerySet


class VisitQuerySet(ScopedQuerySet["Visit"]):
    """All of a scheme for whoever makes visits; for its team and the host those that were announced or made.

    Nobody with a tie to the host knows of one that is not announced before it was made.
    """

    def _reach(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        known, reached = Q(announced=True) | Q(done_on__isnull=False), Q(pk__in=[])
        makers = [one.scheme for one in actor.granting(Permission.VISIT_WRITE)]
        if makers and actor.id is not None:
            away = tied_hosts(actor.id, today=timezone.localdate())
            reached = Q(scheme_id__in=makers) & (known | ~Q(host_id__in=away))
        for grant in actor.granting(Permission.VISIT_READ):
            if REACH[grant.role] is Reach.SCHEME:
                reached |= known & Q(scheme_id=grant.scheme)
            elif grant.organisation is not None:
                reached |= known & Q(scheme_id=grant.scheme, host_id=grant.organisation)
        return self.filter(reached)


class Visit(Versioned):
    """One visit: planned for a day, made on a day with a checklist, or called off."""

    class Privacy:
        personal: ClassVar = kept(PROTECTION, "officer", "summary", "answers")
        ends: ClassVar = ("done_on", "called_off_on")
        plain: ClassVar = {
            "id", "number", "scheme", "host", "site", "planned_on", "announced", "done_on", "called_off_on",
            "checklist", "dossier", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="VI")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    site = models.CharField(max_length=200, blank=True)
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()
    announced = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    checklist = models.CharField(max_length=12)
    answers = models.JSONField(default=dict, blank=True)  # {line: answer}, read by officers alone
    summary = models.CharField(max_length=4_000, blank=True)  # for officers alone
    # Photos, for officers alone; none before the first.
    dossier = models.OneToOneField(
        Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="visit"
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["planned_on", "pk"]
        indexes: ClassVar = [models.Index(fields=["scheme", "host", "done_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(called_off_on__isnull=True),
                name="a_visit_is_made_or_called_off",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class FindingQuerySet(ScopedQuerySet["Finding"]):
    """As far as its visit."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(visit__in=Visit.objects.visible_to(actor))


class Finding(Versioned):
    """Something not in order, what must be done, by whom and until when; the officer looks a second time."""

    class Privacy:
        personal: ClassVar = kept(
            PROTECTION, "text", "action", "reply", "replied_by", "correction", "corrected_by", "closed_by",
            "outcome_text",
        )  # fmt: skip
        ends: ClassVar = ("closed_on",)
        plain: ClassVar = {
            "id", "number", "visit", "code", "severity", "owner", "due_on", "replied_at", "corrected_on",
            "closed_on", "outcome", "dossier", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="FI")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    code = models.CharField(max_length=30)  # the line of the checklist
    severity = models.CharField(max_length=10)
    text = models.CharField(max_length=2_000)
    action = models.CharField(max_length=2_000)
    owner = models.CharField(max_length=10)  # employer, team
    due_on = models.DateField()
    reply = models.CharField(max_length=4_000, blank=True)  # the owner's own view
    replied_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    correction = models.CharField(max_length=2_000, blank=True)
    corrected_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corrected_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=14, blank=True)
    outcome_text = models.CharField(max_length=2_000, blank=True)
    # What shows the correction.
    dossier = models.OneToOneField(Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(closed_on__isnull=True) & Q(outcome=""))
                | (Q(closed_on__isnull=False) & ~Q(outcome="")),
                name="a_finding_closes_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(corrected_by__isnull=True)
                | Q(closed_by__isnull=True)
                | ~Q(corrected_by=models.F("closed_by")),
                name="whoever_corrects_does_not_verify",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["closed_on", "due_on"])]

    def __str__(self) -> str:
        return self.number
