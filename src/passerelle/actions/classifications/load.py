"""Load published classification files: all of them or none, and the same files twice change nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction

from passerelle.actions.classifications.found import Found, find
from passerelle.actions.classifications.parts import Shelf, keep_crosswalk_tables, keep_part
from passerelle.actions.classifications.tally import Tally
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Loading:
    """What a load did, table by table, and the tables that hold nothing for us."""

    tallies: tuple[Tally, ...]
    left_out: tuple[str, ...]

    @property
    def touched(self) -> bool:
        """Whether anything was written."""
        return any(tally.touched for tally in self.tallies)


def load(actor: Actor, paths: Sequence[Path], *, language: str = "", version: str = "") -> Loading:
    """Load ESCO packages, label files and crosswalks, in the order in which they need each other.

    ``language`` and ``version`` stand in for names that do not say them. Raises ``NotPermitted``,
    ``MissingFile``, or ``Refused`` with file, row and cause; then nothing was written.
    """
    actor.must(Permission.CLASSIFICATION_LOAD)
    found = find(paths, language=language, version=version)
    marks = [part.table.digest() for part in found.parts]
    try:
        with transaction.atomic():
            tallies = _keep(found, marks)
            if any(tally.touched for tally in tallies):  # nothing changed: nothing happened
                _record(actor, tallies)
    except IntegrityError as fault:
        message, hint = Text("Somebody else is loading the same tables."), Text("Wait, then load again.")
        raise Refused([Problem("busy", message, hint)]) from fault
    return Loading(tuple(tallies), tuple(found.left_out))


def _keep(found: Found, marks: Iterable[str]) -> list[Tally]:
    shelf = Shelf()
    tallies = [keep_part(part, mark, shelf) for part, mark in zip(found.parts, marks, strict=True)]
    if found.links or found.appellations:
        tallies.append(keep_crosswalk_tables(found, shelf))
    shelf.save()
    return tallies


def _record(actor: Actor, tallies: Iterable[Tally]) -> None:
    with writing(actor, "classifications.load", purpose=Purpose.OVERSIGHT) as note:
        note.details = {"tables": [tally.as_dict() for tally in tallies]}
