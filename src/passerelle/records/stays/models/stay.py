"""A stay: one stretch of work, study or visit of a case; a case has as many as it needs."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.contracts.models import Contract
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation
from passerelle.records.scope import ScopedQuerySet, about
from passerelle.records.vacancies.models import Vacancy


class StayQuerySet(ScopedQuerySet["Stay"]):
    """Stays of the scheme for its staff, of a host for that host, of a person for that person."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(about(actor, Permission.STAY_READ, "journey__candidate", organisation="host_id"))


class Stay(Versioned):
    """One stretch with one host: planned days, then what was confirmed. ``None``: not known.

    Several short stays, seasons year after year and a change of employer are several stays of one case. Work
    from home for a firm abroad and a job in the person's own country are stays, too: they are watched over
    alike; ``kind`` says that nobody travels.
    """

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "journey", "contract", "planned_from", "planned_until", "arrived_on", "started_on",
            "ended_on", "end_code", "site", "due_on",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "ordinal", "kind", "host", "vacancy", "country", "version", "created_at",
            "changed_at",
        }  # fmt: skip

    class Kind(models.TextChoices):
        WORK = "work"
        SEASON = "season"
        STUDY = "study"
        INTERNSHIP = "internship"
        VISIT = "visit"
        REMOTE = "remote"
        HOME = "home"

    number = PublicNumber(prefix="ST")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="stays")
    ordinal = models.PositiveSmallIntegerField()  # the first, second, third stay of the case
    kind = models.CharField(max_length=12, choices=Kind.choices)
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # firm, school, farm
    vacancy = models.ForeignKey(Vacancy, null=True, blank=True, on_delete=models.PROTECT, related_name="stays")
    contract = models.ForeignKey(
        Contract, null=True, blank=True, on_delete=models.PROTECT, related_name="stays"
    )
    country = models.CharField(max_length=2, blank=True)  # empty: not known
    site = models.CharField(max_length=200, blank=True)  # where exactly; empty: not known
    planned_from = models.DateField(null=True, blank=True)
    planned_until = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)  # by when the next word is awaited; none once started
    arrived_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_code = models.CharField(max_length=40, blank=True)

    objects = StayQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["journey", "ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journey", "ordinal"], name="one_stay_of_an_ordinal"),
            models.UniqueConstraint(
                fields=["journey"], condition=Q(ended_on__isnull=True), name="one_open_stay_of_a_case"
            ),
            models.CheckConstraint(
                condition=Q(planned_from__isnull=True)
                | Q(planned_until__isnull=True)
                | Q(planned_until__gte=F("planned_from")),
                name="a_stay_is_planned_forwards",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(arrived_on__isnull=True)
                | Q(started_on__gte=F("arrived_on")),
                name="a_stay_starts_after_arrival",
            ),
            models.CheckConstraint(
                condition=(Q(ended_on__isnull=True) & Q(end_code=""))
                | (Q(ended_on__isnull=False) & ~Q(end_code="")),
                name="a_stay_ends_with_a_code",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="a_stay_ends_after_its_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["ended_on", "planned_until"]),
            models.Index(fields=["ended_on", "due_on"]),
        ]

    def __str__(self) -> str:
        return self.number
