"""Interview rounds: who sits on the panel, who is heard when, what was scored, what came of it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import RECRUITMENT, kept
from passerelle.domain.access.roles import Reach
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Call
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Scheme
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.selection.models import Referral
from passerelle.records.training.models import Group
from passerelle.records.vacancies.models import Vacancy


class RoundQuerySet(ScopedQuerySet["Round"]):
    """Rounds by reach: staff of the scheme, whoever sits on the panel, the vacancy's employer."""

    def _reach(self, actor: Actor) -> Self:
        whole = actor.schemes(Permission.SELECTION_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
        if whole is None:
            return self.all()
        seats = Panelist.objects.filter(user_id=actor.id or 0).values("round_id")
        reached = Q(scheme_id__in=whole) | Q(pk__in=seats)
        for grant in actor.granting(Permission.REFERRAL_READ):
            if grant.organisation is not None:
                reached |= Q(scheme_id=grant.scheme, vacancy__employer_id=grant.organisation)
        return self.filter(reached)


class Round(Versioned):
    """One round of interviews: for a call, a vacancy or a training group; criteria and weights are data.

    An employer's own round of its vacancy may have no criteria and no panel: it records each result.
    """

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "made_by", "minutes", "frozen")
        ends: ClassVar = ("ranked_at", "reserve_until")
        plain: ClassVar = {
            "id", "number", "scheme", "call", "vacancy", "group", "title", "criteria", "blind", "pass_mark",
            "places",
            "reserve_until", "ranked_at", "frozen_digest", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="W")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="rounds")
    call = models.ForeignKey(Call, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds")
    vacancy = models.ForeignKey(Vacancy, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=200)
    criteria = models.JSONField(default=list)  # [{"code", "label", "weight", "most"}]
    blind = models.BooleanField(default=False)  # the panel reads the pseudonym only
    pass_mark = models.PositiveSmallIntegerField(null=True, blank=True)  # hundredths of the highest score
    places = models.PositiveIntegerField(null=True, blank=True)
    reserve_until = models.DateField(null=True, blank=True)
    ranked_at = models.DateTimeField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    # The sheets by number of interview and the rule, as they were ranked: a contest is computed from them.
    frozen = models.JSONField(null=True, blank=True)
    frozen_digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(call__isnull=False, vacancy__isnull=True, group__isnull=True)
                | Q(call__isnull=True, vacancy__isnull=False, group__isnull=True)
                | Q(call__isnull=True, vacancy__isnull=True, group__isnull=False),
                name="a_round_has_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__isnull=True) | Q(pass_mark__lte=100), name="a_pass_mark_is_up_to_100"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Panelist(models.Model):
    """A seat on a panel; whoever has not declared conflicts of interest scores nobody."""

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "user", "declared_at")
        plain: ClassVar = {"id", "round"}

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="panel")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "user"], name="one_seat_on_a_panel"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.round_id}"


class Conflict(models.Model):
    """A panelist knows this candidate too well to score them."""

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "panelist", "candidate")
        plain: ClassVar = {"id"}

    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, related_name="conflicts")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panelist", "candidate"], name="a_conflict_is_declared_once"),
        ]

    def __str__(self) -> str:
        return f"conflict of {self.panelist_id}"


class InterviewQuerySet(ScopedQuerySet["Interview"]):
    """Interviews of rounds that the actor may read, and the person's own."""

    def _reach(self, actor: Actor) -> Self:
        reached = Q(round__in=Round.objects.visible_to(actor))
        for grant in actor.granting(Permission.OWN_READ):
            reached |= Q(candidate__person__number=grant.person)
        for grant in actor.granting(Permission.SELECTION_READ):
            if grant.organisation is not None:
                reached |= Q(round__scheme_id=grant.scheme, candidate__brought_by_id=grant.organisation)
        return self.filter(reached)


class Interview(Versioned):
    """One person heard in one round: slot, whether it was held, rank, and what came of it."""

    class Privacy:
        personal: ClassVar = {
            **kept(RECRUITMENT, "candidate", "referral", "starts_at", "place", "answer", "held_at", "absent"),
            **kept(RECRUITMENT, "outcome", "points", "rank", "reason_code", "words", "decided_by"),
            **kept(RECRUITMENT, "decided_at", "moved_up_at", "freed_at"),
        }
        plain: ClassVar = {"id", "number", "round", "version", "created_at", "changed_at"}

    class Outcome(models.TextChoices):
        SELECTED = "selected"
        RESERVE = "reserve"
        NOT_SELECTED = "not_selected"

    number = PublicNumber(prefix="N")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="interviews")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="interviews")
    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="interviews"
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)  # a room, or how it is held
    answer = models.CharField(max_length=8, blank=True)  # yes | no: what the person said to the slot
    held_at = models.DateTimeField(null=True, blank=True)
    absent = models.BooleanField(default=False)
    points = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    reason_code = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    moved_up_at = models.DateTimeField(null=True, blank=True)  # from the reserve to a place
    freed_at = models.DateTimeField(null=True, blank=True)  # the place went on to the next

    objects = InterviewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "candidate"], name="one_interview_in_a_round"),
            models.UniqueConstraint(
                fields=["round", "rank"], condition=Q(rank__isnull=False), name="one_person_of_a_rank"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_selected") | ~Q(reason_code=""), name="an_interview_no_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="an_outcome_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(absent=False) | Q(held_at__isnull=True), name="nobody_absent_was_heard"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Slot(models.Model):
    """A time that is offered in a round; whoever picks it first has it."""

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "interview")
        plain: ClassVar = {"id", "round", "starts_at", "minutes", "place"}

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)
    interview = models.OneToOneField(
        Interview, null=True, blank=True, on_delete=models.PROTECT, related_name="slot"
    )

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "starts_at", "place"], name="a_slot_is_offered_once"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=240), name="a_slot_has_minutes"),
        ]

    def __str__(self) -> str:
        return f"slot of {self.round_id}"


class ScoreSheet(models.Model):
    """What one panelist gave one person on each criterion."""

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "interview", "panelist", "scores", "note", "handed_in_at")
        plain: ClassVar = {"id"}

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="sheets")
    panelist = models.ForeignKey(Panelist, on_delete=models.PROTECT, related_name="sheets")
    scores = models.JSONField(default=dict)  # criterion -> points
    note = models.CharField(max_length=1000, blank=True)
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interview", "panelist"], name="one_sheet_of_a_panelist"),
        ]

    def __str__(self) -> str:
        return f"sheet of {self.panelist_id} on {self.interview_id}"
