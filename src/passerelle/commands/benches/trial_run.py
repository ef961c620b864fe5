"""What ``bench trial`` does in processes of its own: invent the people, and measure one run."""

import json
import statistics
import sys
import time

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.demonstration.populate import populate
from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.matching.request_run import request_run
from passerelle.actions.matching.rows_out import peak_mb
from passerelle.commands.quiet import only_answers
from passerelle.domain.access.actor import SYSTEM
from passerelle.queries.matching.reasons import pair_reasons
from passerelle.records.selection.models import Reason, Run

SCHEME = "trial_fr_ict"
ON = "2026-03-14"  # a fixed day, so that every repeat has the same digest


def invent() -> None:
    """Make the trial's people."""
    populate(SYSTEM, SCHEME, with_vacancies=False)


def measure() -> None:
    """One run from rows to rows; prints its figures as JSON."""
    began = time.perf_counter()
    with only_answers():
        run = carry_out(request_run(SYSTEM, SCHEME, settings={"on": ON}).number)
    seconds = time.perf_counter() - began
    summary = run.summary
    figures = {
        "seconds": round(seconds, 3),
        "state": run.state,
        "fault": run.fault,
        "reasons": Reason.objects.filter(run=run).count(),
        "peak_mb": peak_mb(),
        "explain_s": _explain_s(run),
        "digest": run.digest,
        **{name: summary.get(name) for name in ("candidates", "vacancies", "placed", "gap", "steps")},
    }
    sys.stdout.write(json.dumps(figures))


def _explain_s(run: Run, pairs: int = 20) -> float:
    """Median seconds of explaining a pair, once the run's record has been read."""
    rows = Reason.objects.filter(run=run, side="candidate").exclude(other="").select_related("candidate")
    taken = []
    for row in rows.order_by("pk")[: pairs + 1]:
        began = time.perf_counter()
        pair_reasons(SYSTEM, run.number, row.candidate.number if row.candidate else "", row.other)
        taken.append(time.perf_counter() - began)
    return round(statistics.median(taken[1:]), 4)
