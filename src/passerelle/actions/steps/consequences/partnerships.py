"""Consequences for partnerships: promises and pledges."""

from collections.abc import Mapping

from passerelle.actions.steps.consequences.moved import Consequence

CONSEQUENCES: Mapping[str, Consequence] = {}
