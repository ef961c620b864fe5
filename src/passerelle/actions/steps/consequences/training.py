"""Consequences for training: courses, language tests, recognition."""

from collections.abc import Mapping

from passerelle.actions.steps.consequences.moved import Consequence

CONSEQUENCES: Mapping[str, Consequence] = {}
