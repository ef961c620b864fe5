"""Attestations: what somebody was shown to know, by whom, how, and until when."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation
from passerelle.records.scope import ScopedQuerySet


class AttestationQuerySet(ScopedQuerySet["Attestation"]):
    """Attestations of candidacies that the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(candidate__in=Candidate.objects.visible_to(actor))


class Attestation(Versioned):
    """A partnership attestation of one skill, language level or qualification; it can be revoked."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "candidate", "what", "skill", "language", "level", "eqf", "title", "issued_on",
            "expires_on", "evidence", "before", "revoked_on", "revoked_code", "revoked_because", "revoked_by",
            "entered_by",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "issuer", "issuer_name", "method", "source", "version", "created_at", "changed_at",
        }  # fmt: skip

    class What(models.TextChoices):
        SKILL = "skill"
        LANGUAGE = "language"
        QUALIFICATION = "qualification"

    number = PublicNumber(prefix="A")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="attestations")
    what = models.CharField(max_length=14, choices=What.choices)
    skill = models.CharField(max_length=120, blank=True)  # ESCO address
    language = models.CharField(max_length=3, blank=True)
    level = models.CharField(max_length=2, blank=True)  # CEFR
    eqf = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=300, blank=True)
    issuer = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    issuer_name = models.CharField(max_length=200)  # as it stood when issued
    method = models.CharField(max_length=20)  # course, test, exam, recognition
    source = models.CharField(max_length=24, blank=True)  # public number of the group or file behind it
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)  # null: no end was stated
    before = models.JSONField(null=True, blank=True)  # the entry of the profile that it took the place of
    evidence = models.CharField(max_length=64, blank=True)  # digest of the result or document
    revoked_on = models.DateField(null=True, blank=True)
    revoked_code = models.CharField(max_length=40, blank=True)
    revoked_because = models.CharField(max_length=300, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AttestationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-issued_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(what="skill") & ~Q(skill=""))
                | (Q(what="language") & ~Q(language="") & ~Q(level=""))
                | (Q(what="qualification") & ~Q(title="")),
                name="an_attestation_says_what",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="an_attestation_ends_after_its_issue",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_because="") | ~Q(revoked_code=""),
                name="a_revocation_says_why",
            ),
            models.UniqueConstraint(
                fields=["candidate", "skill", "source"],
                condition=Q(what="skill", revoked_on__isnull=True) & ~Q(source=""),
                name="a_skill_is_attested_once_by_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.number
