"""Guards answered by contracts, permits, exit and departure."""

from collections.abc import Mapping

from passerelle.actions.steps.guards.check import GuardCheck

GUARD_CHECKS: Mapping[str, GuardCheck] = {}
