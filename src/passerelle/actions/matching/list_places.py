"""Who is on the list for matching: a case says whether its person's turn has come."""

from django.db.models import Exists, OuterRef

from passerelle.actions.steps.tables import tables_for
from passerelle.domain.journey.faults import reachable
from passerelle.domain.journey.transitions import Track, row_for
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Offer
from passerelle.records.stays.models import Stay

WHY = "a run reads its whole scheme; who may see what stands in the readings of the run"
REFERRED = "referred"


def not_on_the_list(scheme: int) -> set[int]:
    """Candidacies that a run leaves out: not yet at the list, closed, or with a place that was taken.

    Who has no case at all stays in: a list that was imported is matched before any case begins. A place whose
    stay is over holds nobody any more: whoever came back is matched again, at home or abroad. Three queries.
    """
    journeys = list(Journey.objects.unscoped(WHY).filter(candidate__scheme=scheme).defer("owner"))
    tables = tables_for(journeys)
    open_ = {one.candidate_id for one in journeys if one.ended_on is None}
    closed = {one.candidate_id for one in journeys} - open_
    early = {
        one.candidate_id
        for one in journeys
        if one.ended_on is None and _is_early(tables.get((one.scheme_version_id, one.track)), one.stage)
    }
    over = Stay.objects.unscoped(WHY).filter(
        journey__candidate=OuterRef("candidate"), vacancy=OuterRef("place__vacancy"), ended_on__isnull=False
    )
    taken = Offer.objects.filter(
        ~Exists(over),
        candidate__scheme=scheme,
        released_at__isnull=True,
        accepted_at__isnull=False,
        exclusive=True,
    )
    return closed | early | set(taken.values_list("candidate_id", flat=True))


def _is_early(track: Track | None, stage: str) -> bool:
    """Whether the list still lies ahead of a stage, and not just one step ahead."""
    if track is None or stage == track.start_stage or row_for(track, stage, REFERRED) is not None:
        return False
    return track.start_stage in reachable(track, stage)
