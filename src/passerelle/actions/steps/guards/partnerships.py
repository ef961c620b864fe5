"""Guards answered by partnerships: promises and pledges."""

from collections.abc import Mapping

from passerelle.actions.steps.guards.check import GuardCheck

GUARD_CHECKS: Mapping[str, GuardCheck] = {}
