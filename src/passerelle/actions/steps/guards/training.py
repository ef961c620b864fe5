"""Guards answered by training: courses, language tests, recognition."""

from collections.abc import Mapping

from passerelle.actions.steps.guards.check import GuardCheck

GUARD_CHECKS: Mapping[str, GuardCheck] = {}
