"""Contests of a no: who disagrees with what, what was corrected, who else decided, what follows."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import RECRUITMENT, kept
from passerelle.domain.access.roles import Reach
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.interviews.models import Round
from passerelle.records.partnerships.models import Scheme
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.selection.models import Offer, Run
from passerelle.records.vacancies.models import Vacancy


class ContestQuerySet(ScopedQuerySet["Contest"]):
    """Contests by reach: staff of the scheme, the person; a service only knows that its people have one."""

    def _reach(self, actor: Actor) -> Self:
        whole = actor.schemes(Permission.SELECTION_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
        if whole is None:
            return self.all()
        reached = Q(scheme_id__in=whole)
        for grant in actor.granting(Permission.OWN_READ):
            reached |= Q(candidate__person__number=grant.person)
        return self.filter(reached)


class Contest(Versioned):
    """A person disagrees with a no; somebody else decides, within a term."""

    class Privacy:
        personal: ClassVar = {
            **kept(RECRUITMENT, "candidate", "statement", "corrections", "replay", "outcome", "answer"),
            **kept(RECRUITMENT, "first_decider", "decided_by", "decided_at", "withdrawn_at", "about"),
        }
        plain: ClassVar = {
            "id", "number", "scheme", "kind", "run", "vacancy", "record_digest", "opened_at", "due_on",
            "ended_at", "version", "created_at", "changed_at",
        }  # fmt: skip

    class Kind(models.TextChoices):
        SCREENING = "screening"
        INTERVIEW = "interview"
        MATCH = "match"
        REFERRAL = "referral"
        PLAN = "plan"  # a business plan

    class Outcome(models.TextChoices):
        UPHELD = "upheld"
        REJECTED = "rejected"

    number = PublicNumber(prefix="X")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="contests")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="contests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about = models.CharField(max_length=24)  # the public number of what said no
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    vacancy = models.ForeignKey(Vacancy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    statement = models.TextField()
    corrections = models.JSONField(default=dict)  # fact -> {"before", "after"}
    # Of the frozen record that is computed again; empty: nothing was frozen, as for an employer's answer.
    record_digest = models.CharField(max_length=64, blank=True)
    replay = models.JSONField(null=True, blank=True)  # null: not replayed (or nothing to replay)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    first_decider = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)  # the reasons given to the person
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ContestQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "about"], name="a_no_is_contested_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(first_decider__isnull=True)
                | ~Q(decided_by=F("first_decider")),
                name="somebody_else_decides_a_contest",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False, ended_at__isnull=False)
                & ~Q(outcome="")
                & ~Q(answer=""),
                name="a_contest_is_decided_with_reasons",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["ended_at", "due_on"])]

    def __str__(self) -> str:
        return self.number


class Priority(models.Model):
    """An upheld contest: the next equal place is offered to this person first."""

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "contest", "candidate", "used_by", "lapsed_code")
        plain: ClassVar = {"id", "scheme", "vacancy", "occupation", "country", "round", "given_at", "ended_at"}

    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="priority")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="priorities")
    # What "equal" means here: this vacancy, or any of the same occupation (ISCO-08) in the same country.
    vacancy = models.ForeignKey(Vacancy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    occupation = models.CharField(max_length=4, blank=True)
    country = models.CharField(max_length=2, blank=True)
    # After an interview for a call or a training group: the next place of that round.
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    used_by = models.OneToOneField(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    lapsed_code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, used_by__isnull=True, lapsed_code="")
                | Q(ended_at__isnull=False, used_by__isnull=False, lapsed_code="")
                | Q(ended_at__isnull=False, used_by__isnull=True) & ~Q(lapsed_code=""),
                name="a_priority_ends_used_or_lapsed",
            ),
        ]

    def __str__(self) -> str:
        return f"priority of {self.contest_id}"
