"""Allotments when more is asked than there is: the rule published before, the result kept for each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from passerelle.domain.access.privacy import RECRUITMENT, kept
from passerelle.domain.quotas.allotment import RULES
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation
from passerelle.records.quotas.models.quotas import Quota


class Allotment(Versioned):
    """Places of a quota shared out once; the seed is bound by its hash before and shown after."""

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "made_by")
        plain: ClassVar = {
            "id", "number", "quota", "rule", "places", "seats", "listed", "commitment", "seed", "published_at",
            "drawn_at", "digest", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="A")
    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="allotments")
    rule = models.CharField(max_length=10, choices=[(rule, rule) for rule in RULES])
    places = models.PositiveIntegerField()
    seats = models.JSONField(default=dict)  # number of a vacancy -> its places, as they were published
    listed = models.CharField(max_length=64, blank=True)  # SHA-256 of the list as it was published
    commitment = models.CharField(max_length=64)  # SHA-256 of the seed
    seed = models.CharField(max_length=64, blank=True)  # empty until the draw
    published_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # of the sheet: every line under its lot
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-published_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, seed="", digest="")
                | (Q(drawn_at__isnull=False) & ~Q(seed="") & ~Q(digest="")),
                name="the_seed_is_shown_with_the_draw",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AllotmentLine(models.Model):
    """One applicant of an allotment: what was asked, what came of it, at which rank."""

    class Privacy:
        personal: ClassVar = kept(
            RECRUITMENT,
            "candidate",
            "points",
            "complete_at",
            "got",
            "rank",
            "lot",
            "reason",
            "choices",
            "choice",
        )
        plain: ClassVar = {"id", "allotment", "organisation", "asked"}

    allotment = models.ForeignKey(Allotment, on_delete=models.CASCADE, related_name="lines")
    candidate = models.ForeignKey(Candidate, null=True, on_delete=models.PROTECT, related_name="allotments")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    asked = models.PositiveIntegerField(default=1)
    points = models.FloatField(null=True)
    complete_at = models.DateTimeField(null=True)
    choices = models.JSONField(null=True)  # [{"vacancy", "rank", "post_rank"}], where lists are ranked
    choice = models.CharField(max_length=24, blank=True)  # public number of the seat, also without a grant
    got = models.PositiveIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    lot = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering: ClassVar = ["rank", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["allotment", "candidate"],
                condition=Q(candidate__isnull=False),
                name="a_person_asks_once_in_an_allotment",
            ),
            models.UniqueConstraint(
                fields=["allotment", "organisation"],
                condition=Q(organisation__isnull=False),
                name="an_organisation_asks_once_in_an_allotment",
            ),
            models.CheckConstraint(
                condition=Q(candidate__isnull=True, organisation__isnull=False)
                | Q(candidate__isnull=False, organisation__isnull=True),
                name="an_applicant_is_a_person_or_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.allotment_id}: {self.rank}"
