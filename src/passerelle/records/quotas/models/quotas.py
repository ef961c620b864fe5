"""Quotas, the places held in them, the entries that led there, and who waits."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, Keep, kept
from passerelle.domain.quotas.allotment import RULES
from passerelle.domain.quotas.ledger import KINDS
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.vacancies.models import Vacancy


class QuotaQuerySet(ScopedQuerySet["Quota"]):
    """Quotas of schemes whose quotas the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        schemes = actor.schemes(Permission.QUOTA_READ)
        return self.all() if schemes is None else self.filter(scheme_id__in=schemes)


class Quota(Versioned):
    """So many places within limits; ``taken`` and ``consumed`` are kept by the database within ``places``."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {
            "id", "number", "scheme", "name", "country", "region", "isco", "sector", "employer", "starts",
            "ends", "places", "taken", "consumed", "claimed", "rule", "claim_days", "source", "closed_on",
            "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="Q")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="quotas")
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=12, blank=True)
    isco = models.CharField(max_length=4, blank=True)  # a prefix
    sector = models.CharField(max_length=1, blank=True)  # NACE section
    employer = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)  # reserved, consumed and claimed
    consumed = models.PositiveIntegerField(default=0)
    claimed = models.PositiveIntegerField(default=0)  # kept for people who moved up
    rule = models.CharField(max_length=10, choices=[(rule, rule) for rule in RULES], default="order")
    claim_days = models.PositiveSmallIntegerField(default=7)
    source = models.CharField(max_length=300)
    closed_on = models.DateField(null=True, blank=True)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["starts", "name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="a_quota_is_never_oversubscribed"),
            models.CheckConstraint(
                condition=Q(taken__gte=F("consumed") + F("claimed")), name="what_is_consumed_was_taken"
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="a_quota_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Hold(models.Model):
    """Somebody's place in a quota as it stands; how it came to be is in the entries."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "candidate", "reserved_at", "consumed_at", "released_at")
        plain: ClassVar = {"id", "quota", "vacancy"}

    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="holds")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="quota_holds")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="quota_holds")
    reserved_at = models.DateTimeField()
    consumed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["quota", "candidate", "vacancy"],
                condition=Q(released_at__isnull=True),
                name="one_open_hold_in_a_quota",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quota_id}: {self.candidate_id}"


class Entry(models.Model):
    """One line of the ledger: what happened, to whose place, by whom, when and why; added, never changed."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "candidate", "by")
        plain: ClassVar = {"id", "quota", "vacancy", "kind", "at", "why"}

    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["candidate"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.candidate_id}"


class WaitingEntry(Versioned):
    """Somebody's place on a quota's waiting list; who moved up has a place kept until a day."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "candidate", "rank", "moved_up_at", "claim_until", "left_at", "left_code"
        )
        plain: ClassVar = {"id", "number", "quota", "joined_at", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="W")
    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="waiting")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField()
    joined_at = models.DateTimeField()
    moved_up_at = models.DateTimeField(null=True)
    claim_until = models.DateField(null=True)
    left_at = models.DateTimeField(null=True)
    left_code = models.CharField(max_length=30, blank=True)  # offered | lapsed | withdrawn

    class Meta:
        ordering: ClassVar = ["rank", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["quota", "candidate"],
                condition=Q(left_at__isnull=True),
                name="one_waits_once_in_a_quota",
            ),
            models.UniqueConstraint(
                fields=["quota", "rank"], condition=Q(left_at__isnull=True), name="one_rank_is_held_once"
            ),
            models.CheckConstraint(
                condition=Q(moved_up_at__isnull=True, claim_until__isnull=True)
                | Q(moved_up_at__isnull=False, claim_until__isnull=False),
                name="who_moves_up_has_a_term",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, left_code="") | (Q(left_at__isnull=False) & ~Q(left_code="")),
                name="who_stops_waiting_has_a_code",
            ),
        ]

    def __str__(self) -> str:
        return self.number
