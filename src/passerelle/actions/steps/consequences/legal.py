"""Consequences for contracts, permits, exit and departure."""

from collections.abc import Mapping, Sequence

from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.actions.steps.contracts import open_contracts


def open_contract(act: Act, moved: Sequence[Moved]) -> None:
    """A contract file for each person who accepted."""
    open_contracts(act.note, [one.journey for one in moved])


CONSEQUENCES: Mapping[str, Consequence] = {"open_contract": open_contract}
