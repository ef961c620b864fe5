"""How a stay ends: the plan made beforehand, what is to be settled, and certificates of experience."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, REINTEGRATION, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation
from passerelle.records.scope import ScopedQuerySet, about, within
from passerelle.records.stays.models import Stay


def reached_by_plan(actor: Actor) -> Q | None:
    """Stays that the actor plans the end of: of its schemes, for a service those whom it brought."""
    return within(
        actor,
        Permission.REINTEGRATION_READ,
        "journey__candidate__scheme_id",
        organisation="journey__candidate__brought_by_id",
    )


class EndPlanQuerySet(ScopedQuerySet["EndPlan"]):
    """Plans of the scheme for its staff, of those whom a service brought for that service, and one's own."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(
            about(
                actor,
                Permission.REINTEGRATION_READ,
                "stay__journey__candidate",
                organisation="stay__journey__candidate__brought_by_id",
            )
        )


class EndPlan(Versioned):
    """How the end of one stay is planned, and how it came about. Empty and ``None``: not known."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "stay", "choice", "chosen_at", "planned_on", "travel", "meets", "came_about",
            "came_on", "recorded_by",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="EP")
    stay = models.OneToOneField(Stay, on_delete=models.PROTECT, related_name="end_plan")
    choice = models.CharField(max_length=12, blank=True)  # the person's: legal_stay, re_entry, return
    chosen_at = models.DateTimeField(null=True, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    travel = models.CharField(max_length=300, blank=True)
    meets = models.CharField(max_length=200, blank=True)  # who meets the person
    came_about = models.CharField(max_length=12, blank=True)
    came_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = EndPlanQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(came_about="") & Q(came_on__isnull=True))
                | (~Q(came_about="") & Q(came_on__isnull=False)),
                name="an_end_that_came_has_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["came_about"])]

    def __str__(self) -> str:
        return self.number


class EndItem(models.Model):
    """One thing to be settled or taken along: pay, leave, a deposit, a document."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "plan", "code", "state", "amount", "currency", "on", "note", "entered_by"
        )
        plain: ClassVar = {"id", "entered_at"}

    plan = models.ForeignKey(EndPlan, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_item_of_a_kind"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(currency=""), name="an_amount_has_a_currency"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CertificateQuerySet(ScopedQuerySet["ExperienceCertificate"]):
    """Certificates of stays that the actor may read: the scheme's staff, the host, the person."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(stay__in=Stay.objects.visible_to(actor))


class ExperienceCertificate(Versioned):
    """What somebody did during a stay, signed by name under a digest; never changed, only revoked."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "stay", "occupation", "tasks", "starts_on", "ends_on", "hours_week", "signer", "signed_by",
            "signed_at", "revoked_on", "revoked_code", "revoked_because", "revoked_by",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "issuer", "issuer_name", "digest", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="EC")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="certificates")
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    issuer_name = models.CharField(max_length=200)
    occupation = models.CharField(max_length=120)  # ESCO address or ISCO-08 code
    tasks = models.CharField(max_length=2_000)
    starts_on = models.DateField()
    ends_on = models.DateField()
    hours_week = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    signer = models.CharField(max_length=200)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_code = models.CharField(max_length=40, blank=True)
    revoked_because = models.CharField(max_length=300, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-signed_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stay"], condition=Q(revoked_on__isnull=True), name="one_standing_certificate_of_a_stay"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="a_certificate_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_code=""),
                name="a_revoked_certificate_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CertifiedSkill(models.Model):
    """A skill gained, and the name of whoever saw it shown."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "certificate", "uri", "attested_by")
        plain: ClassVar = {"id"}

    certificate = models.ForeignKey(ExperienceCertificate, on_delete=models.PROTECT, related_name="skills")
    uri = models.CharField(max_length=120)
    attested_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["certificate", "uri"], name="a_skill_is_certified_once"),
        ]

    def __str__(self) -> str:
        return self.uri
