"""The runs that an actor may read, and how far one of them has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Scheme
from passerelle.records.selection.models import Run
from passerelle.records.vacancies.models import Vacancy

HEAVY = ("snapshot", "certificate", "fairness")
WHY = "sizes only, in a scheme whose runs the actor may ask for"


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in a list; ``by`` is who asked for it."""

    number: str
    scheme: str
    ordinal: int
    state: str
    requested_at: datetime
    by: str
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a run has come, in hundredths."""

    number: str
    scheme: str
    ordinal: int
    state: str
    step: str
    progress: int
    fault: str
    cancel_asked: bool
    may_cancel: bool

    @property
    def under_way(self) -> bool:
        """Whether it still waits or computes."""
        return self.state in (Run.State.WAITING, Run.State.RUNNING)


def run_rows(actor: Actor, scheme: str = "") -> QuerySet[Run]:
    """Runs in scope, newest first, in one query with scheme and person; page it."""
    actor.must(Permission.MATCH_READ)
    rows = Run.objects.visible_to(actor).defer(*HEAVY).select_related("scheme", "requested_by")
    return (rows.filter(scheme__code=scheme) if scheme else rows).order_by("-requested_at", "-pk")


def as_line(run: Run) -> RunLine:
    """A record as a line of the list."""
    by = run.requested_by.name if run.requested_by else ""
    return RunLine(run.number, run.scheme.code, run.ordinal, run.state, run.requested_at, by, run.summary)


def run_state(actor: Actor, number: str) -> RunState:
    """Where a run stands; raises ``NotPermitted`` out of scope."""
    rows = Run.objects.visible_to(actor).defer(*HEAVY, "summary").select_related("scheme")
    run = rows.filter(number=number).first()
    if run is None:
        raise NotPermitted(number)
    return RunState(
        number=run.number,
        scheme=run.scheme.code,
        ordinal=run.ordinal,
        state=run.state,
        step=run.step,
        progress=run.progress,
        fault=run.fault,
        cancel_asked=run.cancel_asked,
        may_cancel=actor.may(Permission.MATCH_RUN, scheme=run.scheme_id),
    )


def pairs_in(actor: Actor, code: str) -> int:
    """Candidates times vacancies that a run of the scheme would read now; 0 for a scheme out of scope."""
    scheme = Scheme.objects.visible_to(actor).filter(code=code).first()
    if scheme is None or not actor.may(Permission.MATCH_RUN, scheme=scheme.pk):
        return 0
    people = Candidate.objects.unscoped(WHY).filter(scheme=scheme, withdrawn_on__isnull=True).count()
    return people * Vacancy.objects.unscoped(WHY).filter(scheme=scheme, closed_on__isnull=True).count()
