"""Referrals to employers, and the offers that reserve places."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import RECRUITMENT, kept
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.selection.models.proposals import Proposal
from passerelle.records.vacancies.models import Place, Vacancy


class ReferralQuerySet(ScopedQuerySet["Referral"]):
    """Referrals by reach: staff of the scheme, the vacancy's employer, the person."""

    def _reach(self, actor: Actor) -> Self:
        whole = actor.schemes(Permission.MATCH_READ)
        if whole is None:
            return self.all()
        reached = Q(candidate__scheme_id__in=whole)
        for grant in actor.granting(Permission.REFERRAL_READ):
            if grant.organisation is not None:
                reached |= Q(vacancy__employer_id=grant.organisation, vacancy__scheme_id=grant.scheme)
        for grant in actor.granting(Permission.REFERRAL_ANSWER):
            reached |= Q(candidate__person__number=grant.person)
        return self.filter(reached)


class Referral(Versioned):
    """A candidate referred to an employer; the profile stays pseudonymous until the person agrees."""

    class Privacy:
        personal: ClassVar = kept(
            RECRUITMENT, "candidate", "agreed_at", "wanted_at", "ended_at", "end_code", "reason_code"
        )
        plain: ClassVar = {"id", "number", "vacancy", "proposal", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="F")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="referrals")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="referrals")
    proposal = models.OneToOneField(Proposal, null=True, on_delete=models.PROTECT, related_name="referral")
    agreed_at = models.DateTimeField(null=True)
    wanted_at = models.DateTimeField(null=True)  # the employer wants to meet the person
    ended_at = models.DateTimeField(null=True)
    end_code = models.CharField(max_length=40, blank=True)
    reason_code = models.CharField(max_length=40, blank=True)  # why the employer said no, told to the person

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate", "vacancy"],
                condition=Q(ended_at__isnull=True),
                name="one_open_referral_of_a_pair",
            ),
            models.CheckConstraint(
                condition=(Q(ended_at__isnull=True) & Q(end_code=""))
                | (Q(ended_at__isnull=False) & ~Q(end_code="")),
                name="a_referral_ends_with_a_code",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Offer(Versioned):
    """An employer's offer; it alone reserves a place, and the database refuses to reserve one twice."""

    class Privacy:
        personal: ClassVar = {
            "referral": RECRUITMENT,
            "made_by": RECRUITMENT,
            "candidate": RECRUITMENT,
            "accepted_at": RECRUITMENT,
        }
        plain: ClassVar = {
            "id",
            "number",
            "place",
            "exclusive",
            "made_at",
            "released_at",
            "release_code",
            "version",
            "created_at",
            "changed_at",
        }

    number = PublicNumber(prefix="E")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="offers")
    # The candidate again, so that the database itself can keep one person from holding two places.
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="offers")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="offers")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)  # by the person
    released_at = models.DateTimeField(null=True)
    release_code = models.CharField(max_length=40, blank=True)
    exclusive = models.BooleanField(default=True)  # false only where firms pair with several hosts

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(released_at__isnull=True), name="a_place_is_reserved_once"
            ),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(released_at__isnull=True, exclusive=True),
                name="a_candidate_holds_one_place",
            ),
            models.CheckConstraint(
                condition=(Q(released_at__isnull=True) & Q(release_code=""))
                | (Q(released_at__isnull=False) & ~Q(release_code="")),
                name="a_release_has_a_code",
            ),
        ]

    def __str__(self) -> str:
        return self.number
