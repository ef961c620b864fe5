"""Every check of a partnership file's values: shape first, then names, sources and dates."""

from collections.abc import Iterator, Mapping
from typing import Any

from passerelle.domain.kernel.text import Text
from passerelle.domain.portfolio.shape import PARTNERSHIP
from passerelle.domain.schemes.dates import first_day, last_day
from passerelle.domain.schemes.findings import Fault
from passerelle.domain.schemes.lines import Path
from passerelle.domain.schemes.shaping import table_faults
from passerelle.domain.schemes.sound import Sound, sound_parts

_NAMED = {"objective": "id", "action": "id", "roundtable": "id", "fact": "id", "party": "name"}


def faults_of(values: Mapping[str, Any]) -> list[Fault]:
    """The faults of a partnership file's values."""
    shape = list(table_faults(PARTNERSHIP, values))
    sound = sound_parts(values, shape)
    return [*shape, *_twice(sound), *_sources(sound), *_periods(sound)]


def _twice(sound: Sound) -> Iterator[Fault]:
    for table, key in _NAMED.items():
        seen: set[str] = set()
        for place, row in sound.rows(table):
            if row[key] in seen:
                message = Text("%(name)s stands twice.", {"name": row[key]})
                path = (table, place, key)
                yield Fault(path=path, code="duplicate-id", message=message, expected=Text("Each name once."))
            seen.add(row[key])


def _sources(sound: Sound) -> Iterator[Fault]:
    known = tuple(sound.top("sources") or ())
    for path, row in _published(sound):
        source = row.get("source")
        if source is None:
            yield Fault(
                path=(*path, "source"),
                code="no-source",
                message=Text("No source is named."),
                expected=Text("The id of a public source in [sources]."),
            )
        elif source not in known:
            yield Fault(
                path=(*path, "source"),
                code="unknown-name",
                message=Text("Nothing in this file is called %(name)s.", {"name": source[:60]}),
                expected=Text("One of: %(names)s.", {"names": ", ".join(known) or "–"}),
            )


def _published(sound: Sound) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """What somebody published: without its source nobody can check it. An unknown figure needs none."""
    budget = sound.top("budget")
    if budget:
        yield ("budget",), budget
    for table in _NAMED:
        for place, row in sound.rows(table):
            if table != "fact" or "value" in row:
                yield (table, place), row


def _periods(sound: Sound) -> Iterator[Fault]:
    for place, row in sound.rows("action"):
        start, end = row.get("start"), row.get("end")
        if start and end and last_day(end) < first_day(start):
            yield Fault(
                path=("action", place, "end"),
                code="dates-out-of-order",
                message=Text("The end lies before the start."),
                expected=Text("An end on or after %(start)s.", {"start": start}),
            )
