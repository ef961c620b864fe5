"""What a list would change: new entries, changed ones with old and new values, and those that stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from passerelle.domain.intake.columns import Layout, Value
from passerelle.domain.intake.cross_checks import Entry, person_key
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

Known = Mapping[str, Mapping[str, Value]]  # partner's own id -> values kept now


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that would change; ``None`` is unknown."""

    column: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Change:
    """An entry whose record exists and would change."""

    entry: Entry
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The entries of a list against what is kept."""

    new: tuple[Entry, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    notes: tuple[Problem, ...] = ()


def compare(entries: Sequence[Entry], layout: Layout, known: Known) -> Comparison:
    """Sort entries into new, changed and unchanged; only columns that the list has are compared."""
    new, changed, unchanged = [], [], []
    for entry in entries:
        kept = known.get(str(entry.values[layout.key]))
        differences = () if kept is None else _differences(entry, layout, kept)
        if kept is None:
            new.append(entry)
        elif differences:
            changed.append(Change(entry, differences))
        else:
            unchanged.append(entry)
    return Comparison(tuple(new), tuple(changed), tuple(unchanged), tuple(_seen_before(new, layout, known)))


def _differences(entry: Entry, layout: Layout, kept: Mapping[str, Value]) -> tuple[Difference, ...]:
    return tuple(
        Difference(column.name, kept.get(column.name), entry.values[column.name])
        for column in layout.columns
        if column.name in entry.values and kept.get(column.name) != entry.values[column.name]
    )


def _seen_before(new: Sequence[Entry], layout: Layout, known: Known) -> list[Problem]:
    people = {key: own for own, values in known.items() if (key := person_key(values))}
    return [
        Problem(
            "person_known",
            Text("The same name and birth date are kept under %(id)s.", {"id": people[key]}),
            Text("Look whether it is the same person; if so, use that number."),
            row=entry.row,
            column=layout.key,
        )
        for entry in new
        if (key := person_key(entry.values)) in people and key is not None
    ]
