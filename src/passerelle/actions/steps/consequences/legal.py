"""Consequences for contracts, permits, exit and departure."""

from collections.abc import Mapping, Sequence

from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.actions.steps.files.contracts import open_contracts
from passerelle.actions.steps.files.permits import open_exits, open_files


def open_contract(act: Act, moved: Sequence[Moved]) -> None:
    """A contract file for each person who accepted."""
    open_contracts(act.note, [one.journey for one in moved])


def open_permit_file(act: Act, moved: Sequence[Moved]) -> None:
    """A permit file with its checklist for each case."""
    open_files(act.note, [one.journey for one in moved], kind="permit", at=act.at)


def open_exit(act: Act, moved: Sequence[Moved]) -> None:
    """The exit formalities of each person's country."""
    open_exits(act.note, [one.journey for one in moved], at=act.at)


CONSEQUENCES: Mapping[str, Consequence] = {
    "open_contract": open_contract,
    "open_permit_file": open_permit_file,
    "open_exit": open_exit,
}
