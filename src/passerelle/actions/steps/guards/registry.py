"""Every guard's check, whichever room answers it."""

from collections.abc import Mapping

from passerelle.actions.steps.guards import demand, legal, papers, partnerships, selection, training
from passerelle.actions.steps.guards.check import GuardCheck

GUARD_CHECKS: Mapping[str, GuardCheck] = {
    **training.GUARD_CHECKS,
    **selection.GUARD_CHECKS,
    **demand.GUARD_CHECKS,
    **partnerships.GUARD_CHECKS,
    **legal.GUARD_CHECKS,
    **papers.GUARD_CHECKS,
}
