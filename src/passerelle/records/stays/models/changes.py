"""A change of a stay: asked, held against the route's conditions, decided by a named person."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.stays.changes import EMPLOYER
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.stays.models.stay import Stay
from passerelle.records.vacancies.models import Vacancy


class StayChangeQuerySet(ScopedQuerySet["StayChange"]):
    """Changes of stays within reach; a host does not read that the person asks for another employer."""

    def _reach(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        reached = Q(pk__in=[])
        for grant in actor.granting(Permission.STAY_READ):
            here = Q(stay__journey__candidate__scheme_id=grant.scheme)
            if REACH[grant.role] is Reach.SCHEME:
                reached |= here
            elif grant.organisation is not None:
                reached |= here & Q(stay__host_id=grant.organisation) & ~Q(kind=EMPLOYER)
        for grant in actor.granting(Permission.OWN_READ):
            reached |= Q(stay__journey__candidate__person__number=grant.person)
        return self.filter(reached)


class StayChange(Versioned):
    """An extension, a pause, another employer or another site.

    ``conditions``: the answers of the route as they stood on ``assessed_on``: when it was asked, weighed or
    decided last. ``noticed_on``: when the authority was told; ``breach``: whether the present employer broke
    its duties seriously; both as the team states them, ``None``: nobody said. ``moves_end``: whether an
    accepted pause moved the planned end, as the scheme's file stated then; ``None``: it said nothing.
    """

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "stay", "from_on", "until", "site", "vacancy", "why", "conditions", "noticed_on",
            "breach", "asked_by", "decided_by", "note", "became",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "kind", "assessed_on", "moves_end", "asked_side", "asked_at", "answer",
            "decided_at", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="SC")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12)
    from_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    site = models.CharField(max_length=200, blank=True)
    vacancy = models.ForeignKey(Vacancy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=1_000, blank=True)
    conditions = models.JSONField(default=list)  # as ``domain.stays.conditions.Answer.as_dict`` says
    assessed_on = models.DateField(null=True, blank=True)
    noticed_on = models.DateField(null=True, blank=True)
    breach = models.BooleanField(null=True)
    moves_end = models.BooleanField(null=True)
    asked_side = models.CharField(max_length=8)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True)  # accepted, declined; empty while nobody decided
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=1_000, blank=True)
    became = models.ForeignKey(Stay, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = StayChangeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stay", "kind"], condition=Q(answer=""), name="one_open_change_of_a_kind"
            ),
            models.CheckConstraint(
                condition=(Q(answer="") & Q(decided_at__isnull=True) & Q(decided_by__isnull=True))
                | (~Q(answer="") & Q(decided_at__isnull=False) & Q(decided_by__isnull=False)),
                name="a_change_is_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number
