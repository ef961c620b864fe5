"""A photo or a proof, kept like every document: checked by content, under a random name, by its digest."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from passerelle.domain.access.privacy import PROTECTION, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber
from passerelle.records.visits.models.audits import AuditCase
from passerelle.records.visits.models.visits import Finding, Visit


class VisitPaper(models.Model):
    """Of a visit (a photo, for officers alone), of a finding's correction, or of an audit's case."""

    class Privacy:
        personal: ClassVar = kept(
            PROTECTION, "stored", "file_name", "file_kind", "file_bytes", "file_digest", "handed_in_by",
        )  # fmt: skip
        ends: ClassVar = ("handed_in_at", "finding__closed_on", "case__judged_on", "case__contest_decided_on")
        plain: ClassVar = {"id", "number", "visit", "finding", "case", "handed_in_at"}

    number = PublicNumber(prefix="VP")
    visit = models.ForeignKey(Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    case = models.ForeignKey(AuditCase, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    stored = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    file_kind = models.CharField(max_length=8)
    file_bytes = models.PositiveIntegerField()
    file_digest = models.CharField(max_length=64)
    handed_in_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["handed_in_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(visit__isnull=False, finding__isnull=True, case__isnull=True)
                | Q(visit__isnull=True, finding__isnull=False, case__isnull=True)
                | Q(visit__isnull=True, finding__isnull=True, case__isnull=False),
                name="a_paper_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.number
