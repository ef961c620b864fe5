"""An employer's file in a scheme: checks, sponsor recognition, suspensions."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import ACCOUNT, Keep, kept
from passerelle.domain.employers.checks import CHECKS, STATUSES
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet, within


class EmployerFileQuerySet(ScopedQuerySet["EmployerFile"]):
    """Files by reach: a scheme's staff see all, an employer its own."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(within(actor, Permission.EMPLOYER_READ, "scheme_id", organisation="organisation_id"))


class EmployerFile(Versioned):
    """What is known of one organisation as an employer in one scheme; the verdict is derived from it."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "number", "scheme", "organisation", "opened_on", "version", "created_at",
                           "changed_at"}  # fmt: skip

    number = PublicNumber(prefix="K")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="employer_files")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employer_files")
    opened_on = models.DateField()

    objects = EmployerFileQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "organisation"], name="one_employer_file_in_a_scheme"),
        ]

    def __str__(self) -> str:
        return self.number


class Check(Versioned):
    """One check as handed in and reviewed; a renewed one is a new row, the newest counts."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "handed_in_by", "reviewer")
        plain: ClassVar = {
            "id", "file", "code", "status", "value", "evidence", "handed_in_at", "reviewed_at", "reason",
            "expires_on", "version", "created_at", "changed_at",
        }  # fmt: skip

    file = models.ForeignKey(EmployerFile, on_delete=models.CASCADE, related_name="checks")
    code = models.CharField(max_length=40, choices=[(code, code) for code in CHECKS])
    status = models.CharField(max_length=10, choices=[(one, one) for one in STATUSES], default="received")
    value = models.CharField(max_length=200, blank=True)  # the number, the year, the head count
    evidence = models.CharField(max_length=500)  # which paper or register, where it is kept
    handed_in_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    reviewer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["handed_in_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status="received", reviewed_at__isnull=True)
                | (~Q(status="received") & Q(reviewed_at__isnull=False, reviewer__isnull=False)),
                name="a_reviewed_check_names_its_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True)
                | Q(handed_in_by__isnull=True)
                | ~Q(reviewer=F("handed_in_by")),
                name="a_check_is_reviewed_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(status="sent_back") | ~Q(reason=""), name="a_check_sent_back_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.status}"


class Recognition(Versioned):
    """An authority's recognition of an employer as sponsor for a route, from a day to a day."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "recorded_by")
        plain: ClassVar = {
            "id", "file", "country", "route", "reference", "valid_from", "valid_to", "evidence", "version",
            "created_at", "changed_at",
        }  # fmt: skip

    file = models.ForeignKey(EmployerFile, on_delete=models.CASCADE, related_name="recognitions")
    country = models.CharField(max_length=2)
    route = models.CharField(max_length=60)
    reference = models.CharField(max_length=80)  # the authority's number
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["country", "route", "valid_from"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_recognition_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route}: {self.reference}"


class Suspension(Versioned):
    """No new referrals or offers from a day on; who is under way already stays under way."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "by", "lifted_by")
        plain: ClassVar = {
            "id", "file", "since", "until", "code", "note", "lifted_on", "version", "created_at", "changed_at",
        }  # fmt: skip

    file = models.ForeignKey(EmployerFile, on_delete=models.CASCADE, related_name="suspensions")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=30)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_suspension_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False),
                name="a_lifted_suspension_names_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} since {self.since}"
