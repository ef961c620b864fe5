"""Every consequence, whichever room carries it out."""

from collections.abc import Mapping, Sequence

from passerelle.actions.steps.consequences import cases, demand, legal, partnerships, selection, stays, training
from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved

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
    """Carry out what the rows name, each consequence once for all the journeys that it concerns."""
    for name in dict.fromkeys(name for one in moved for name in one.row.then):
        consequence = CONSEQUENCES.get(name)
        if consequence is not None:
            consequence(act, [one for one in moved if name in one.row.then])
    cases.tell_ended(act, [one for one in moved if one.ended])
