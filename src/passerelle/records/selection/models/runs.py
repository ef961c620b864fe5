"""Match runs: frozen once ready."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import FAIRNESS, RECRUITMENT
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Scheme, SchemeVersion
from passerelle.records.scope import ScopedQuerySet


class RunQuerySet(ScopedQuerySet["Run"]):
    """Runs of schemes whose matching the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        schemes = actor.schemes(Permission.MATCH_READ)
        return self.all() if schemes is None else self.filter(scheme_id__in=schemes)


class Run(Versioned):
    """One matching run: frozen once it is ready; a correction is a new run."""

    class Privacy:
        personal: ClassVar = {"snapshot": RECRUITMENT, "fairness": FAIRNESS, "requested_by": RECRUITMENT}
        ends: ClassVar = ("requested_at", "ready_at")  # contests of it are over within months
        plain: ClassVar = {
            "id", "number", "scheme", "scheme_version", "ordinal", "state", "settings", "step", "progress",
            "cancel_asked", "fault", "requested_at", "started_at", "ready_at", "inputs_digest", "digest",
            "summary", "certificate", "version", "created_at", "changed_at",
        }  # fmt: skip

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        READY = "ready"
        CANCELLED = "cancelled"
        FAILED = "failed"

    number = PublicNumber(prefix="R")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="runs")
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveIntegerField()  # run 1, run 2, ... of the scheme
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    settings = models.JSONField(default=dict)  # seed, objective, rules switched off, weights changed, on
    step = models.CharField(max_length=40, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)  # hundredths
    cancel_asked = models.BooleanField(default=False)
    fault = models.TextField(blank=True)
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    snapshot = models.BinaryField(null=True)  # the frozen inputs, compressed
    inputs_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    summary = models.JSONField(default=dict)  # the keys of run.json
    certificate = models.JSONField(default=dict)  # prices and multipliers
    fairness = models.JSONField(default=dict)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "ordinal"], name="runs_of_a_scheme_are_numbered"),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(digest=""), name="a_ready_run_has_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.number
