"""A sampled audit: seed committed before the draw, one case for each that was drawn."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import PROTECTION, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.dossiers.models import Dossier
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet, within


class AuditQuerySet(ScopedQuerySet["Audit"]):
    """Audits of the scheme for its staff."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(within(actor, Permission.VISIT_READ, "scheme_id"))


class Audit(Versioned):
    """A campaign: the seed's digest is kept and shown from the first day, the seed itself after the draw."""

    class Privacy:
        personal: ClassVar = kept(PROTECTION, "opened_by")
        plain: ClassVar = {
            "id", "number", "scheme", "title", "asked", "size", "seed", "seed_digest", "frame", "opened_at",
            "drawn_at", "due_days", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="AU")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    asked = models.CharField(max_length=2_000)  # the proof asked for
    size = models.PositiveIntegerField()
    seed = models.CharField(max_length=64)
    seed_digest = models.CharField(max_length=64)
    frame = models.JSONField(
        default=list
    )  # [[number of the host, stratum], ...] as it was on the day of the draw
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True, blank=True)
    due_days = models.PositiveSmallIntegerField()

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.number


class AuditCaseQuerySet(ScopedQuerySet["AuditCase"]):
    """Of the scheme for its staff, of a host for that host."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(within(actor, Permission.VISIT_READ, "audit__scheme_id", organisation="host_id"))


class AuditCase(Versioned):
    """One host that was drawn: proof, verdict, reply, sanction by somebody else, contest by a third."""

    class Privacy:
        personal: ClassVar = kept(
            PROTECTION, "answer", "judged_by", "verdict_text", "reply", "sanctioned_by", "sanction_text",
            "contest", "contest_by", "contest_text",
        )  # fmt: skip
        ends: ClassVar = ("judged_on", "sanctioned_on", "contest_until", "contested_on", "contest_decided_on")
        plain: ClassVar = {
            "id", "number", "audit", "host", "stratum", "due_on", "answered_on", "verdict", "judged_on",
            "reply_until", "replied_on", "sanction", "sanctioned_on", "contest_until", "contested_on",
            "contest_outcome", "contest_decided_on", "dossier", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="AC")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="cases")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stratum = models.CharField(max_length=8)
    due_on = models.DateField()
    answer = models.CharField(max_length=4_000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=14, blank=True)
    verdict_text = models.CharField(max_length=4_000, blank=True)
    judged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_on = models.DateField(null=True, blank=True)
    reply_until = models.DateField(null=True, blank=True)
    reply = models.CharField(max_length=4_000, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    sanction = models.CharField(max_length=12, blank=True)
    sanction_text = models.CharField(max_length=4_000, blank=True)
    sanctioned_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sanctioned_on = models.DateField(null=True, blank=True)
    contest_until = models.DateField(null=True, blank=True)
    contest = models.CharField(max_length=4_000, blank=True)
    contested_on = models.DateField(null=True, blank=True)
    contest_outcome = models.CharField(max_length=10, blank=True)
    contest_text = models.CharField(max_length=4_000, blank=True)
    contest_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contest_decided_on = models.DateField(null=True, blank=True)
    # The proof that the host gave.
    dossier = models.OneToOneField(Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AuditCaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audit", "host"], name="a_host_is_drawn_once"),
            models.CheckConstraint(
                condition=Q(sanction="")
                | (Q(sanctioned_by__isnull=False, judged_by__isnull=False) & ~Q(sanctioned_by=F("judged_by"))),
                name="whoever_judged_does_not_sanction",
            ),
            models.CheckConstraint(
                condition=Q(contest_by__isnull=True)
                | (~Q(contest_by=F("judged_by")) & ~Q(contest_by=F("sanctioned_by"))),
                name="a_third_decides_on_the_contest",
            ),
        ]

    def __str__(self) -> str:
        return self.number
