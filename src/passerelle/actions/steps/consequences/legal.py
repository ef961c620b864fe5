"""Consequences for contracts, permits, exit and departure."""

from collections.abc import Mapping

from passerelle.actions.steps.consequences.moved import Consequence

CONSEQUENCES: Mapping[str, Consequence] = {}
