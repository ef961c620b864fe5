"""Promises: who promised what to whom, what became of it, and what made a broken one good."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.domain.promises.standing import EVENTS, KINDS, REMEDIES, STATES
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.vacancies.models import Vacancy


class PromiseQuerySet(ScopedQuerySet["Promise"]):
    """Promises of schemes whose ledger the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        schemes = actor.schemes(Permission.PROMISE_READ)
        return self.all() if schemes is None else self.filter(scheme_id__in=schemes)


class Promise(Versioned):
    """One promise. ``state`` and ``state_on`` are worked out from its entries, kept for filters."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "person", "candidate", "recorded_by")
        plain: ClassVar = {
            "id", "number", "scheme", "kind", "organisation", "maker", "beneficiary", "vacancy", "made_on",
            "value", "unit", "due", "evidence", "note", "state", "state_on",
            "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="M")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=30)
    # Who promised: an organisation, a person (their candidacy), or somebody named in words.
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="promises")
    person = models.ForeignKey(Candidate, null=True, on_delete=models.PROTECT, related_name="pledges")
    maker = models.CharField(max_length=200, blank=True)
    beneficiary = models.CharField(max_length=200, blank=True)  # to whom, in words
    vacancy = models.ForeignKey(Vacancy, null=True, on_delete=models.PROTECT, related_name="promises")
    candidate = models.ForeignKey(Candidate, null=True, on_delete=models.PROTECT, related_name="promises")
    made_on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    unit = models.CharField(max_length=40, blank=True)  # what is counted, or a currency
    due = models.DateField(null=True)
    evidence = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="open")
    state_on = models.DateField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due", "number"]
        indexes: ClassVar = [models.Index(fields=["scheme", "state", "due"], name="promises_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="a_promise_has_a_kind"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="a_promise_has_a_state"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True, maker="")
                | Q(organisation__isnull=True, person__isnull=False, maker="")
                | (Q(organisation__isnull=True, person__isnull=True) & ~Q(maker="")),
                name="a_promise_has_one_maker",
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=models.F("made_on")), name="due_after_made"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | (Q(value__gte=0) & ~Q(unit="")), name="a_value_has_a_unit"
            ),
            models.CheckConstraint(
                condition=~Q(kind="pledge_to_return") | Q(person__isnull=False), name="a_pledge_is_a_persons"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PromiseEntry(models.Model):
    """What became of a promise on a day; rows are added, never changed."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "note", "by")
        plain: ClassVar = {"id", "promise", "event", "on", "evidence", "at"}

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="entries")
    event = models.CharField(max_length=12)
    on = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(event__in=EVENTS), name="an_entry_has_an_event"),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id}: {self.event}"


class Remedy(Versioned):
    """What makes a broken promise good: by whom, by when, with what outcome."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "outcome")
        plain: ClassVar = {
            "id", "number", "promise", "kind", "owner", "due", "opened_on", "closed_on",
            "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="Y")
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="remedies")
    kind = models.CharField(max_length=20)
    owner = models.CharField(max_length=200, blank=True)  # empty: nobody named yet
    due = models.DateField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["due", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=REMEDIES), name="a_remedy_has_a_kind"),
            models.UniqueConstraint(
                fields=["promise"], condition=Q(closed_on__isnull=True), name="one_open_remedy_of_a_promise"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(outcome=""), name="a_closed_remedy_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SignedCommitment(models.Model):
    """The paper that a scheme asks a person to sign before departure was signed.

    Kept apart from promises on purpose: the guard ``commitment_signed`` reads this table alone, so that
    the keeping or breaking of a pledge to return can never stand between a person and anything.
    """

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "candidate", "signed_on", "evidence", "by")
        plain: ClassVar = {"id", "at"}

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="commitment")
    signed_on = models.DateField()
    evidence = models.CharField(max_length=300)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.signed_on}"
