"""Supporters of the diaspora, kept by their consent; introductions to plans; what they paid towards them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import REINTEGRATION, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Scheme
from passerelle.records.reintegration.models import ReintegrationPlan
from passerelle.records.reintegration.reach import reached
from passerelle.records.scope import ScopedQuerySet


class SupporterQuerySet(ScopedQuerySet["Supporter"]):
    """Supporters of the schemes whose register the actor keeps; nobody else sees who they are."""

    def _reach(self, actor: Actor) -> Self:
        whole = actor.schemes(Permission.DIASPORA_READ)
        return self.all() if whole is None else self.filter(scheme_id__in=whole)


class Supporter(Versioned):
    """A person or firm abroad. Its contact goes to the other side only when both agree."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "name", "contact", "consent_on", "consent_how", "withdrawn_on", "note", "entered_by",
            "sectors", "regions", "languages", "offers", "country",
        )  # fmt: skip
        ends: ClassVar = ("withdrawn_on",)  # who is on the register agreed to be, until they take it back
        plain: ClassVar = {"id", "number", "scheme", "kind", "version", "created_at", "changed_at"}

    class Kind(models.TextChoices):
        PERSON = "person"
        FIRM = "firm"

    number = PublicNumber(prefix="DI")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="supporters")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=254, blank=True)
    country = models.CharField(max_length=2, blank=True)  # where they live; empty: not known
    offers = models.JSONField(default=list)  # mentor, investor, host
    sectors = models.JSONField(default=list)  # NACE sections
    regions = models.JSONField(default=list)  # of the country of origin
    languages = models.JSONField(default=list)
    note = models.CharField(max_length=1_000, blank=True)
    consent_on = models.DateField()
    consent_how = models.CharField(max_length=200)  # where it is kept
    withdrawn_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SupporterQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(contact="", note=""),
                name="no_contact_is_kept_after_withdrawal",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class IntroductionQuerySet(ScopedQuerySet["Introduction"]):
    """Introductions to plans by reach; a person's own."""

    def _reach(self, actor: Actor) -> Self:
        found = reached(actor, "plan__journey__candidate")
        return self._where(found)


class Introduction(Versioned):
    """A supporter and a plan: each side says yes or no, then what came of it."""

    class Privacy:
        personal: ClassVar = kept(
            REINTEGRATION, "supporter", "plan", "points", "shared", "proposed_at", "proposed_by",
            "supporter_answer", "supporter_answered_at", "person_answer", "person_answered_at", "outcome",
            "outcome_on", "promised", "currency", "received_on",
        )  # fmt: skip
        plain: ClassVar = {"id", "number", "version", "created_at", "changed_at"}

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"

    class Outcome(models.TextChoices):
        MENTORING = "mentoring"
        INVESTED = "invested"
        HOSTED = "hosted"
        CONTACT = "contact"  # they spoke
        NOTHING = "nothing"

    number = PublicNumber(prefix="IN")
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="introductions")
    plan = models.ForeignKey(ReintegrationPlan, on_delete=models.PROTECT, related_name="introductions")
    points = models.PositiveSmallIntegerField()
    shared = models.JSONField()  # kind -> what both sides share
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    supporter_answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    supporter_answered_at = models.DateTimeField(null=True, blank=True)
    person_answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    person_answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    promised = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    received_on = models.DateField(null=True, blank=True)  # the money; empty: promised only

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supporter", "plan"], name="two_sides_are_introduced_once"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(supporter_answer="yes", person_answer="yes"),
                name="something_came_of_it_only_when_both_agreed",
            ),
            models.CheckConstraint(
                condition=Q(promised__isnull=True, received_on__isnull=True)
                | Q(promised__gte=0, outcome="invested") & ~Q(currency=""),
                name="money_comes_from_an_investor",
            ),
        ]

    @property
    def is_mutual(self) -> bool:
        """Whether both sides agreed, so that each may know how to reach the other."""
        return self.supporter_answer == "yes" and self.person_answer == "yes"

    def __str__(self) -> str:
        return self.number
