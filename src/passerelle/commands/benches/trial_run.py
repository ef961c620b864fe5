"""What ``bench trial`` does in processes of its own: invent the people, and measure one run."""

import json
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
from passerelle.records.selection.models import Reason

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
        "digest": run.digest,
        **{name: summary.get(name) for name in ("candidates", "vacancies", "placed", "gap", "steps")},
    }
    sys.stdout.write(json.dumps(figures))
