"""Guards answered by demand: employers' files, commitment, quotas."""

from collections.abc import Mapping

from passerelle.actions.steps.guards.check import GuardCheck

GUARD_CHECKS: Mapping[str, GuardCheck] = {}
