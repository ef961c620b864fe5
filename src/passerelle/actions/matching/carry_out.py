"""Carry out a waiting run: claim it, compute outside any transaction, save it in one short one."""

import logging
import time
from dataclasses import dataclass, field

from django.utils import timezone

from passerelle.actions.matching.rows_in import inputs_of
from passerelle.actions.matching.rows_out import save
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.plan import Cancelled
from passerelle.domain.matching.run import run_match
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.selection.models import Run

WHY = "the worker carries out what a person asked for"
LOG = logging.getLogger(__name__)
TELL_EVERY = 0.5  # seconds between two writes of the progress
# Where the steps of the engine lie on the way of the whole run, in hundredths.
SPANS = {"pairs": (5, 35), "places": (35, 50), "prices": (50, 75), "reasons": (75, 95)}
SAVING = 97
FAULT = Text("The run could not be finished. Nothing was saved. Run it again, or tell the administrator.")


def carry_out(number: str) -> Run:
    """Carry out a run; whoever claims it first does, everybody else gets it back as it is.

    It ends ``ready``, ``cancelled``, or ``failed`` with the fault in plain words; nothing is half saved.
    """
    if (
        not _one(number)
        .filter(state=Run.State.WAITING)
        .update(
            state=Run.State.RUNNING,
            started_at=timezone.now(),
            changed_at=timezone.now(),
            step="rows",
            progress=1,
        )
    ):
        return _as_it_is(number)
    try:
        _compute_and_save(number)
    except Cancelled:
        _end(number, Run.State.CANCELLED)
    except Refused as refused:
        _end(number, Run.State.FAILED, fault=str(refused))
    except Exception:
        # A worker must outlive one bad run; the log keeps what the person need not read.
        LOG.exception("run %s failed", number)
        _end(number, Run.State.FAILED, fault=str(FAULT))
    return _as_it_is(number)


def _compute_and_save(number: str) -> None:
    rows = Run.objects.unscoped(WHY).select_related("scheme", "scheme_version", "requested_by")
    run = rows.get(number=number)
    telling = _Telling(number)
    inputs = inputs_of(run)
    result = run_match(inputs, progress=telling.progress, cancelled=telling.cancelled)
    telling.write("saving", SAVING)
    save(run, inputs, result)


@dataclass(slots=True)
class _Telling:
    """Writes the progress in short writes of its own and reads the wish to cancel, neither too often."""

    number: str
    step: str = ""
    told_at: float = field(default_factory=time.monotonic)
    asked_at: float = field(default_factory=time.monotonic)

    def progress(self, step: str, share: float) -> None:
        if step == self.step and time.monotonic() - self.told_at < TELL_EVERY:
            return
        first, last = SPANS.get(step, (0, SAVING))
        self.write(step, round(first + (last - first) * share))

    def write(self, step: str, hundredths: int) -> None:
        self.step, self.told_at = step, time.monotonic()
        running = _one(self.number).filter(state=Run.State.RUNNING)
        running.update(step=step, progress=hundredths, changed_at=timezone.now())

    def cancelled(self) -> bool:
        if time.monotonic() - self.asked_at < TELL_EVERY:
            return False
        self.asked_at = time.monotonic()
        return _one(self.number).filter(cancel_asked=True).exists()


def _one(number: str) -> "ScopedQuerySet[Run]":
    return Run.objects.unscoped(WHY).filter(number=number)


def _as_it_is(number: str) -> Run:
    return Run.objects.unscoped(WHY).select_related("scheme").defer("snapshot").get(number=number)


def _end(number: str, state: str, *, fault: str = "") -> None:
    running = _one(number).filter(state=Run.State.RUNNING)
    running.update(state=state, fault=fault, changed_at=timezone.now())
