"""Waiting runs: which is next, and what becomes of a run whose worker stopped or died."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from passerelle.actions.steps.writing import record_event
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.audit.models import Subject
from passerelle.records.selection.models import Run

# A worker shows that it is alive every few seconds; after this long without a sign it is taken for dead.
LEASE = timedelta(minutes=2)
RETURNS = 3  # a run that outlived no worker so many times is not tried again
EVENT = "match.wait_again"
WHY = "the worker carries out every scheme's runs"
TOO_OFTEN = Text("The worker stopped several times while it carried out this run. Tell the administrator.")


def next_run() -> str | None:
    """The number of the run that has waited longest."""
    waiting = Run.objects.unscoped(WHY).filter(state=Run.State.WAITING).order_by("requested_at", "pk")
    return waiting.values_list("number", flat=True).first()


def still_working(number: str, *, now: datetime) -> None:
    """The sign of life of the worker that carries out a run."""
    Run.objects.unscoped(WHY).filter(number=number, state=Run.State.RUNNING).update(changed_at=now)


@transaction.atomic
def give_back(number: str, *, now: datetime) -> bool:
    """Put a run that its worker leaves unfinished back among the waiting; whether it was under way."""
    return bool(_wait_again(_under_way().filter(number=number), now))


@transaction.atomic
def release_lapsed(*, now: datetime, lease: timedelta = LEASE) -> int:
    """Put runs whose worker has died back among the waiting; gives how many."""
    return _wait_again(_under_way().filter(changed_at__lt=now - lease), now)


def _under_way() -> QuerySet[Run]:
    rows = Run.objects.unscoped(WHY).filter(state=Run.State.RUNNING).select_related("scheme")
    return rows.defer("snapshot").select_for_update(of=("self",))


def _wait_again(runs: QuerySet[Run], now: datetime) -> int:
    rows = list(runs)
    for row in rows:
        number = row.number
        earlier = Subject.objects.filter(number=number, event__action=EVENT).count()
        end = earlier >= RETURNS
        record_event(SYSTEM, EVENT, Purpose.RECRUITMENT, scheme_code=row.scheme.code, subjects=[number])
        Run.objects.unscoped(WHY).filter(pk=row.pk, state=Run.State.RUNNING).update(
            state=Run.State.FAILED if end else Run.State.WAITING,
            fault=str(TOO_OFTEN) if end else "",
            started_at=None, step="", progress=0, changed_at=now, version=F("version") + 1,
        )  # fmt: skip
    return len(rows)
