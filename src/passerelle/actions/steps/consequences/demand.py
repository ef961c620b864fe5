"""Consequences for demand: employers' files, commitment, quotas."""

from collections.abc import Mapping

from passerelle.actions.steps.consequences.moved import Consequence

CONSEQUENCES: Mapping[str, Consequence] = {}
