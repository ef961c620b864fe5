"""How people decided on a run: overriding, haste and bulk are shown with the run."""

from dataclasses import dataclass
from statistics import median

from passerelle.domain.access.actor import Actor
from passerelle.queries.matching.reasons import ready_run
from passerelle.records.audit.models import Event
from passerelle.records.selection.models import Decision, Run

BY_HAND = "match.refer_by_hand"


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts of decisions; the rates are ``None`` while nothing is decided."""

    decided: int
    accepted: int
    declined: int
    by_hand: int
    override_rate: float | None  # declined and by hand, over all decisions
    median_seconds: float | None  # between the page shown and the decision, per row
    bulk_share: float | None  # of the accepted


def run_measures(actor: Actor, number: str) -> Measures:
    """The measures of a finished run. Three queries; ``NotPermitted`` out of reach."""
    return measures_of(ready_run(actor, number))


def measures_of(run: Run) -> Measures:
    """The measures of a run that the caller has reached. Two queries."""
    rows = list(Decision.objects.filter(proposal__run=run).values_list("answer", "seconds", "in_bulk"))
    by_hand = Event.objects.filter(action=BY_HAND, subject_rows__number=run.number).count()
    bulk = [in_bulk for answer, _, in_bulk in rows if answer == Decision.Answer.ACCEPTED]
    declined, whole = len(rows) - len(bulk), len(rows) + by_hand
    seconds = [one for _, one, _ in rows if one is not None]
    return Measures(
        decided=len(rows),
        accepted=len(bulk),
        declined=declined,
        by_hand=by_hand,
        override_rate=(declined + by_hand) / whole if whole else None,
        median_seconds=median(seconds) if seconds else None,
        bulk_share=sum(bulk) / len(bulk) if bulk else None,
    )
