"""Every consequence, whichever room carries it out."""

from collections.abc import Mapping, Sequence

from passerelle.actions.steps.consequences import (
    cases,
    demand,
    followed,
    legal,
    papers,
    partnerships,
    selection,
    stays,
    training,
)
from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.domain.journey.reasons import BACK_TO_POOL, RESULTS

CONSEQUENCES: Mapping[str, Consequence] = {
    **cases.CONSEQUENCES,
    **training.CONSEQUENCES,
    **selection.CONSEQUENCES,
    **demand.CONSEQUENCES,
    **partnerships.CONSEQUENCES,
    **legal.CONSEQUENCES,
    **stays.CONSEQUENCES,
}


def carry_out(act: Act, moved: Sequence[Moved]) -> None:
    """Carry out what the rows name, each once for all the journeys it concerns; then the stage's papers."""
    for name in dict.fromkeys(name for one in moved for name in one.row.then):
        consequence = CONSEQUENCES.get(name)
        if consequence is not None:
            consequence(act, [one for one in moved if name in one.row.then])
    papers.open_stage_papers(act, moved)
    papers.close_stage_papers(act, [one for one in moved if one.ended])
    followed.plan_after(act, moved)
    ended = [one for one in moved if one.ended]
    selection.offer_reopening(act, [one for one in moved if _came_to_nothing(one)])
    selection.free_places(act, [one for one in ended if one.row.to not in RESULTS])
    cases.tell_ended(act, ended)


def _came_to_nothing(one: Moved) -> bool:
    """Whether a place that closed other applications is gone: the offer fell through, or the case ended."""
    if one.reason == "placed_elsewhere":  # closed for that very place
        return False
    return one.row.event in BACK_TO_POOL or (one.ended and one.row.to not in RESULTS)
